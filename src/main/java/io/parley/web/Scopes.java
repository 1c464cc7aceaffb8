package io.parley.web;

import io.parley.people.Refusal;
import io.parley.people.Scope;
import io.parley.people.Visitor;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.OPTIONS;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.util.Optional;

/** Holds every route to the scopes of the access token by which it is asked; what a person may is asked after that. */
@Provider
final class Scopes implements DynamicFeature {
    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        var method = resource.getResourceMethod();
        var type = resource.getResourceClass();
        var inPerson = method.isAnnotationPresent(InPerson.class) || type.isAnnotationPresent(InPerson.class);
        var named = Optional.ofNullable(method.getAnnotation(Needs.class))
                .or(() -> Optional.ofNullable(type.getAnnotation(Needs.class)))
                .map(Needs::value);
        context.register(new Guard(inPerson, named.orElse(usual(method))));
    }

    private static Scope usual(Method method) {
        var looks = method.isAnnotationPresent(GET.class)
                || method.isAnnotationPresent(HEAD.class)
                || method.isAnnotationPresent(OPTIONS.class);
        return looks ? Scope.READ : Scope.WRITE;
    }

    /** Before one route. Only where a token is shown: it is asked for nowhere else. */
    private record Guard(boolean inPerson, Scope needed) implements ContainerRequestFilter {
        @Override
        public void filter(ContainerRequestContext request) {
            if (!Bearer.shown(request.getHeaderString(Bearer.HEADER))
                    || !(request.getSecurityContext().getUserPrincipal() instanceof Visitor shown)) {
                return;
            }
            var visitor = shown.signedIn();
            if (inPerson) {
                throw new Refusal(Refusal.Code.FORBIDDEN, "No access token suffices for this: sign in by yourself.");
            }
            if (!visitor.scopes().contains(needed)) {
                throw new Refusal(
                        Refusal.Code.FORBIDDEN,
                        "The access token lacks the scope " + needed.wireName() + ", which this needs.");
            }
        }
    }
}
