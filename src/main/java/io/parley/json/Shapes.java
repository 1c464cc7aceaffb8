package io.parley.json;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.bind.annotation.JsonbProperty;
import jakarta.json.bind.annotation.JsonbSubtype;
import jakarta.json.bind.annotation.JsonbTypeInfo;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Whether JSON has the shape of a record, checked before it is bound.
 *
 * <p>JSON-B would make "5" of 5 and 1 of "1", and its complaints name our classes; here every fault names the member.
 */
final class Shapes {
    private final Map<Class<?>, RecordComponent[]> components = new ConcurrentHashMap<>();

    /** @throws Malformed naming the member that is wrong, and what it must be */
    void check(JsonObject object, Class<?> type) {
        object(object, type, "");
    }

    void forget() {
        components.clear();
    }

    private void object(JsonObject object, Class<?> type, String path) {
        var info = type.getAnnotation(JsonbTypeInfo.class);
        var record = info == null ? type : subtype(object, info, path);
        for (var component : components.computeIfAbsent(record, Class::getRecordComponents)) {
            var name = name(component);
            var value = object.get(name);
            if (value != null) {
                member(value, component.getGenericType(), path + name);
            }
        }
    }

    /** What it is called in JSON. */
    private static String name(RecordComponent component) {
        var other = component.getAccessor().getAnnotation(JsonbProperty.class);
        return other == null || other.value().isEmpty() ? component.getName() : other.value();
    }

    private static Class<?> subtype(JsonObject object, JsonbTypeInfo info, String path) {
        if (object.get(info.key()) instanceof JsonString alias) {
            for (var subtype : info.value()) {
                if (subtype.alias().equals(alias.getString())) {
                    return subtype.type();
                }
            }
        }
        var known = Arrays.stream(info.value()).map(JsonbSubtype::alias).collect(Collectors.joining(", "));
        throw new Malformed(path + info.key() + ": must be one of " + known);
    }

    private void member(JsonValue value, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            var arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                elements(value, arguments[0], path);
            } else if (generic.getRawType() == Map.class) {
                entries(value, arguments[1], path);
            }
        } else if (value != JsonValue.NULL || primitive(type)) {
            single(value, (Class<?>) type, path);
        }
    }

    private void elements(JsonValue value, Type type, String path) {
        if (value == JsonValue.NULL) {
            return;
        }
        expect(value.getValueType() == JsonValue.ValueType.ARRAY, path, "an array");
        for (var element : value.asJsonArray()) {
            expect(element != JsonValue.NULL, path, "an array without null");
            member(element, type, path);
        }
    }

    private void entries(JsonValue value, Type type, String path) {
        if (value == JsonValue.NULL) {
            return;
        }
        expect(value.getValueType() == JsonValue.ValueType.OBJECT, path, "an object");
        value.asJsonObject().forEach((name, entry) -> {
            expect(whole(name), path, "Unicode text");
            expect(entry != JsonValue.NULL, path, "an object without null");
            member(entry, type, path);
        });
    }

    private void single(JsonValue value, Class<?> type, String path) {
        if (type == String.class) {
            expect(value instanceof JsonString, path, "a string");
            expect(whole(((JsonString) value).getString()), path, "Unicode text: it has half a surrogate pair");
        } else if (type == boolean.class || type == Boolean.class) {
            expect(value == JsonValue.TRUE || value == JsonValue.FALSE, path, "true or false");
        } else if (type == long.class || type == Long.class) {
            number(value, Long.MIN_VALUE, Long.MAX_VALUE, path);
        } else if (type == int.class || type == Integer.class) {
            number(value, Integer.MIN_VALUE, Integer.MAX_VALUE, path);
        } else {
            expect(value.getValueType() == JsonValue.ValueType.OBJECT, path, "an object");
            object(value.asJsonObject(), type, path + ".");
        }
    }

    private static void number(JsonValue value, long least, long most, String path) {
        try {
            var number = ((JsonNumber) value).longValueExact();
            expect(least <= number && number <= most, path, "a whole number from " + least + " to " + most);
        } catch (ClassCastException | ArithmeticException e) {
            throw new Malformed(path + ": must be a whole number of at most 64 bits");
        }
    }

    private static boolean primitive(Type type) {
        return type instanceof Class<?> simple && simple.isPrimitive();
    }

    /** Half a surrogate pair, which JSON can escape, has no UTF-8: it could be neither kept nor sent. */
    private static boolean whole(String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (i + 1 == text.length() || !Character.isSurrogatePair(c, text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static void expect(boolean right, String path, String what) {
        if (!right) {
            throw new Malformed(path + ": must be " + what);
        }
    }
}
