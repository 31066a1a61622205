package dev.keyrack.reveal.data;

import dev.keyrack.reveal.domain.HandOver;
import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shared.result.Failure;
import dev.keyrack.shared.result.Outcome;
import dev.keyrack.shared.secret.Secret;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;

/// A stream such as standard output: the bare secret and a line end, nothing else.
final class StreamTarget implements HandOver {
    private final OutputStream out;
    private final Messages messages;

    StreamTarget(OutputStream out, Messages messages) {
        this.out = out;
        this.messages = messages;
    }

    @Override
    public Outcome<String> check() {
        return Outcome.ok(messages.get("reveal.target.stdout"));
    }

    @Override
    public Outcome<String> deliver(Secret secret) {
        byte[] line = Lines.of(secret);
        try {
            out.write(line);
            out.flush();
            if (out instanceof PrintStream print && print.checkError()) { // it swallows what it could not write
                throw new IOException("a closed stream");
            }
            return check();
        } catch (IOException e) {
            return Outcome.failed(new Failure.StorageFailed(
                    messages.get("reveal.target.writing", messages.get("reveal.target.stdout")),
                    e.getClass().getSimpleName()));
        } finally {
            Arrays.fill(line, (byte) 0);
        }
    }
}
