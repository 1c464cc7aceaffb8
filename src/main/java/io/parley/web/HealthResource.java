package io.parley.web;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.function.BooleanSupplier;

/** Whether a load balancer may send people here. */
@Path("v1/health")
public final class HealthResource {
    private final BooleanSupplier draining;

    HealthResource(BooleanSupplier draining) {
        this.draining = draining;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public Response health() {
        return draining.getAsBoolean()
                ? Response.status(Response.Status.SERVICE_UNAVAILABLE)
                        .entity(new Health("draining"))
                        .build()
                : Response.ok(new Health("up")).build();
    }

    /** @param status `up` or `draining` */
    public record Health(String status) {}
}
