package io.parley.web;

/** Why a request is not done, where that is a matter of HTTP and no code of {@link io.parley.people.Refusal} says it. */
final class Rejection extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    Rejection(int status, String code, String detail) {
        super(detail, null, false, false);
        this.problem = Problem.of(status, code, detail);
    }

    Problem problem() {
        return problem;
    }
}
