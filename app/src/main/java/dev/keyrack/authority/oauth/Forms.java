package dev.keyrack.authority.oauth;

import dev.keyrack.authority.core.Ruling;
import dev.keyrack.authority.http.Answer;
import dev.keyrack.authority.http.Form;
import dev.keyrack.authority.http.Request;
import java.util.Optional;

/// Forms that a page of ours sent.
final class Forms {
    private Forms() {
    }

    /// The form; empty if it cannot be read.
    static Optional<Form> of(Request request) {
        return Form.read(request) instanceof Ruling.Granted<Form>(var form) ? Optional.of(form) : Optional.empty();
    }

    /// What is said to a form without a good ticket.
    static Answer runOut(Pages pages) {
        return pages.message(400, "This form has run out",
                "It was sent before, has waited for more than ten minutes, or comes from another page. "
                        + "Go back to the application and begin again.");
    }
}
