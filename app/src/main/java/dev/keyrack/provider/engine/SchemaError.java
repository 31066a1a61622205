package dev.keyrack.provider.engine;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import com.networknt.schema.utils.JsonNodes;
import dev.keyrack.provider.engine.Finding.Place;
import dev.keyrack.provider.engine.Finding.Severity;
import dev.keyrack.shared.text.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/// What the schema says against a descriptor, in plain words and with what helps.
final class SchemaError {
    private static final int MOST_SHOWN = 240;

    private final FormatSchema format;

    SchemaError(FormatSchema format) {
        this.format = format;
    }

    Finding finding(Error error) {
        return new Finding(Severity.ERROR, pointer(error), problem(error), suggestion(error),
                place(error.getInstanceNode()));
    }

    /// Where `node` stands in its text.
    static Optional<Place> place(@Nullable JsonNode node) {
        TokenStreamLocation at = node == null || node.isMissingNode() ? null : JsonNodes.tokenStreamLocationOf(node);
        return at == null ? Optional.empty() : Optional.of(new Place(at.getLineNr(), at.getColumnNr()));
    }

    /// JSON pointer of the value that an error is about.
    static String place(Error error) {
        return pointer(error.getInstanceLocation());
    }

    /// JSON pointer of the broken keyword in the schema.
    static String location(Error error) {
        NodePath fragment = error.getSchemaLocation().getFragment();
        return fragment == null ? "" : pointer(fragment);
    }

    private static String pointer(NodePath path) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < path.getNameCount(); i++) {
            pointer.append('/').append(Finding.escape(String.valueOf(path.getElement(i))));
        }
        return pointer.toString();
    }

    /// The place of the mistake itself: of the member that should not be there, or of the object that lacks one.
    private static String pointer(Error error) {
        return isSurplus(error) ? place(error) + '/' + Finding.escape(error.getProperty()) : place(error);
    }

    private static boolean isSurplus(Error error) {
        return error.getKeyword().endsWith("Properties") && error.getProperty() != null;
    }

    private static String problem(Error error) {
        JsonNode wanted = error.getSchemaNode();
        return switch (error.getKeyword()) {
            case "required" -> "the member " + error.getProperty() + " is missing";
            case "additionalProperties", "unevaluatedProperties" -> "there is no such member in the format";
            case "enum" -> "this must be one of " + abridged(wanted);
            case "const" -> "this must be " + abridged(wanted);
            case "type" -> "this must be of the type " + abridged(wanted);
            case "pattern" -> "this must look like the pattern " + abridged(wanted);
            case "minLength" -> "this must not be empty";
            case "minItems", "minProperties" -> "at least " + abridged(wanted) + " must stand here";
            case "minimum", "maximum" -> "this number is outside of what is allowed (" + error.getKeyword() + " "
                    + abridged(wanted) + ")";
            case "false" -> "this must not stand here";
            default -> "this does not fit the format (" + error.getKeyword() + ")";
        };
    }

    private String suggestion(Error error) {
        return switch (error.getKeyword()) {
            case "required" -> format.member(location(error), error.getProperty())
                    .map(value -> "add \"" + error.getProperty() + "\": " + kind(value)).orElse("");
            case "additionalProperties", "unevaluatedProperties" -> surplus(error);
            case "enum" -> nearest(error);
            case "const" -> "write " + abridged(error.getSchemaNode());
            case "type" -> "write " + format.value(location(error)).map(SchemaError::kind).orElse("another value");
            case "pattern", "minLength" ->
                "such as \"" + format.value(location(error)).map(JsonNode::asString).orElse("")
                        + "\"";
            case "minItems", "minProperties" -> "add one, or leave the member out if the format allows that";
            case "false" -> "remove it; it does not go with the other members here";
            default -> "";
        };
    }

    private String surplus(Error error) {
        List<String> members = format.members(location(error));
        return Nearest.slipOf(error.getProperty(), members).map(meant -> "write \"" + meant + "\"")
                .orElseGet(() -> "remove it, or use one of " + abridged(String.join(", ", members)));
    }

    private static String nearest(Error error) {
        List<String> words = new ArrayList<>();
        error.getSchemaNode().forEach(word -> words.add(word.asString("")));
        String typed = error.getInstanceNode().asString("");
        return Nearest.of(typed, words).map(meant -> "write \"" + meant + "\" if that is meant").orElse("");
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> "an object in braces";
            case ARRAY -> "a list in brackets";
            case BOOLEAN -> "true or false";
            case NUMBER -> "a number such as " + value;
            default -> "a text in quotes, such as " + value;
        };
    }

    private static String abridged(@Nullable Object node) {
        String text = String.valueOf(node);
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }
}
