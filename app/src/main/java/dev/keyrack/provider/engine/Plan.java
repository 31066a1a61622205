package dev.keyrack.provider.engine;

import dev.keyrack.provider.engine.Descriptor.Errors;
import dev.keyrack.provider.engine.Descriptor.Request;
import dev.keyrack.provider.engine.Descriptor.Send;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Everything that one request needs.
///
/// @param variables for templates and expressions, without the secrets
/// @param slots     the secrets
/// @param query     members beyond the descriptor's, for paging
/// @param exact     the whole address, where a page named the next one
/// @param keep      pointers of secrets that are wanted from the answer
/// @param drop      pointers of secrets that are not
/// @param isolated  whether the answer holds a secret, so that the connection is not kept
/// @param metered   whether the answer tells of the request limit of the profile itself
/// @param lenient   whether an answer that is no JSON is fine
record Plan(Request request, List<Send> send, Map<String, Object> variables, SecretSlots slots,
        Map<String, String> query, Optional<URI> exact, Errors errors, List<String> keep, List<String> drop,
        long mostBytes, boolean isolated, boolean metered, boolean lenient) {
}
