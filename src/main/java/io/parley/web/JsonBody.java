package io.parley.web;

import io.parley.json.Json;
import io.parley.people.Refusal;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/** Records in the bodies of requests and answers, by our own JSON: as strict and as stable as on the socket. */
@Provider
final class JsonBody implements MessageBodyReader<Record>, MessageBodyWriter<Record> {
    private final Json json;
    private final int largest;

    /** @param largest bytes of a request's body */
    JsonBody(Json json, int largest) {
        this.json = json;
        this.largest = largest;
    }

    @Override
    public boolean isReadable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord() && mediaType.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }

    @Override
    public Record readFrom(
            Class<Record> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream body)
            throws IOException {
        var bytes = body.readNBytes(largest + 1);
        if (bytes.length > largest) {
            throw new Refusal(
                    Refusal.Code.TOO_LARGE, "The request is too large; at most " + largest + " bytes are allowed.");
        }
        return json.read(new ByteArrayInputStream(bytes), type);
    }

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType mediaType) {
        return type.isRecord();
    }

    @Override
    public void writeTo(
            Record value,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream body)
            throws IOException {
        body.write(json.writeUtf8(value));
    }
}
