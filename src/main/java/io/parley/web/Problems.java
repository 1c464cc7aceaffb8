package io.parley.web;

import io.parley.json.Json;
import io.parley.json.Malformed;
import io.parley.people.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;

/** The edge at which every fault of a request becomes a {@link Problem}. */
@Provider
final class Problems implements ExceptionMapper<Throwable> {
    private static final System.Logger LOG = System.getLogger(Problems.class.getName());

    private final Json json;

    Problems(Json json) {
        this.json = json;
    }

    @Override
    public Response toResponse(Throwable fault) {
        return switch (fault) {
            case Refusal refusal -> response(refusal);
            case Rejection rejection ->
                response(rejection.problem(), rejection.problem().status() == 423);
            case Malformed malformed -> response(Problem.of(400, "malformed", malformed.text()), false);
            case WebApplicationException http -> answered(http.getResponse());
            case IOException gone -> gone(gone);
            default -> bug(fault);
        };
    }

    /** Answers from a filter, where there is no resource yet. */
    void answer(HttpServletResponse response, Problem problem) throws IOException {
        var body = json.writeUtf8(problem);
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** What Jersey itself found: no such page, method or media type; its headers stay, as {@code Allow}. */
    private static Response answered(Response found) {
        var problem = switch (found.getStatusInfo().getFamily()) {
            case CLIENT_ERROR -> ofClient(found.getStatus());
            case SERVER_ERROR -> Problem.of(found.getStatus(), "fault", "The server made a mistake.");
            default -> null;
        };
        if (problem == null) {
            return found;
        }
        var answer = Response.fromResponse(found).type(Problem.MEDIA_TYPE).entity(problem);
        return answer.build();
    }

    private static Problem ofClient(int status) {
        return switch (status) {
            case 404 -> Problem.of(404, "no-such-page", "There is nothing at this address.");
            case 405 -> Problem.of(405, "no-such-page", "There is nothing at this address for this method.");
            case 406 -> Problem.of(406, "bad-parameter", "Accept: the answer is application/json.");
            case 415 -> Problem.of(415, "malformed", "Content-Type: must be application/json.");
            default -> Problem.of(status, "malformed", "The request is not understood.");
        };
    }

    /** The visitor went away while we spoke: nobody's fault, and nobody is there to be told. */
    private static Response gone(IOException gone) {
        LOG.log(System.Logger.Level.DEBUG, "A visitor went away", gone);
        return response(Problem.of(503, "unavailable", "The connection broke."), true);
    }

    private static Response bug(Throwable fault) {
        LOG.log(System.Logger.Level.ERROR, "A request failed by a fault of ours", fault);
        return response(Problem.of(500, "fault", "The server made a mistake; it is in its log."), false);
    }

    private static Response response(Refusal refusal) {
        var response = response(Problem.of(refusal), refusal.code().retry());
        return refusal.after()
                .map(after -> Response.fromResponse(response)
                        .header("Retry-After", after.toSeconds())
                        .build())
                .orElse(response);
    }

    private static Response response(Problem problem, boolean retry) {
        var response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        return retry ? response.header("Retry-After", 1).build() : response.build();
    }
}
