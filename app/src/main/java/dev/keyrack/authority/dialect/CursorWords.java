package dev.keyrack.authority.dialect;

import dev.keyrack.authority.http.Answer;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// The same for a system whose lists go on by cursor.
interface CursorWords extends KeyWords {
    /// A page of keys.
    ///
    /// @param cursor what the next page is asked for with; empty for the last one
    Answer page(List<ObjectNode> keys, Optional<String> cursor);
}
