package dev.keyrack.provider.engine;

import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.json.JsonMapper;

/// Turns a descriptor's text into its model. Says nothing helpful about mistakes: [DescriptorChecker] does.
final class DescriptorReader {
    private static final ObjectMapper JSON = JsonMapper
            .builder(JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private DescriptorReader() {
    }

    /// Reads `text`.
    ///
    /// @throws tools.jackson.core.JacksonException if it is no JSON, repeats a member, or does not fit the model
    static Descriptor read(String text) {
        return JSON.readValue(text, Descriptor.class);
    }

    /// Reads `tree`.
    ///
    /// @throws tools.jackson.core.JacksonException if it does not fit the model
    static Descriptor read(JsonNode tree) {
        return JSON.treeToValue(tree, Descriptor.class);
    }

    /// Makes sure that `text` is one JSON value whose members are all different.
    ///
    /// @throws tools.jackson.core.JacksonException if not, saying where
    static void requireJson(String text) {
        JSON.readTree(text);
    }
}
