package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.Denial;
import dev.keyrack.authority.http.Answer;

/// How a system words errors.
interface ErrorShape {
    /// A denial of the core.
    Answer of(Denial denial);

    /// An error of HTTP itself.
    Answer of(int status, String code, String message);
}
