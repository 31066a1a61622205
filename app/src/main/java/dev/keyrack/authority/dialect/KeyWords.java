package dev.keyrack.authority.dialect;

import dev.keyrack.authority.core.KeyEntry;
import dev.keyrack.authority.http.Answer;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How one system words the calls that manage its keys.
interface KeyWords {
    /// Names of members of a new key's and a change's body.
    ///
    /// @param scopes    the list of scopes
    /// @param expiresIn the end as a duration such as `365d`
    /// @param expiresAt the end as a moment
    record Names(String scopes, String expiresIn, String expiresAt) {}

    /// Path of the list; a key is found below it, by its id.
    String path();

    /// Names of members.
    Names names();

    /// What is told of a key, without its value.
    ObjectNode facts(KeyEntry key);

    /// Name of the member that holds the value of a new key, beside its facts.
    String valueMember();

    /// One key.
    Answer one(int status, ObjectNode facts);

    /// A page of keys.
    ///
    /// @param cursor what the next page is asked for with; empty for the last one
    Answer page(List<ObjectNode> keys, Optional<String> cursor);

    /// A key was revoked.
    Answer revoked(String id);

    /// The usage of a key.
    ///
    /// @param bucket `hour` or `day`
    /// @param counts a start and counts for each
    Answer usage(String bucket, ArrayNode counts);
}
