package io.parley.web;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** What every answer about uploads has, the refusals too. */
@Provider
final class TusHeaders implements ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getUriInfo().getPath().startsWith("v1/uploads")) {
            var headers = response.getHeaders();
            headers.putSingle(Tus.RESUMABLE, Tus.VERSION);
            if (response.getStatus() == 412) {
                headers.putSingle("Tus-Version", Tus.VERSION);
            }
        }
    }
}
