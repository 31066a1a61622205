package dev.keyrack.provider.engine;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.serialization.NodeReader;
import com.networknt.schema.utils.JsonNodes;
import dev.keyrack.provider.engine.Finding.Place;
import dev.keyrack.provider.engine.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/// Says what is wrong with a descriptor: first as JSON, then against the schema, then as a whole.
///
/// Its findings are the same in every locale.
public final class DescriptorChecker {
    private static final int MOST_SHOWN = 240;

    private final NodeReader reader = NodeReader.builder().locationAware().build();
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ProviderLibrary.resource("descriptor.schema.json"));

    /// Reads the schema; takes some time for the first one.
    public DescriptorChecker() {
        // the fields are all there is
    }

    /// What a check came to.
    ///
    /// @param findings   in the order of the file
    /// @param descriptor the descriptor; empty if a finding is an error
    record Checked(List<Finding> findings, Optional<Descriptor> descriptor) {
    }

    /// Everything to be said about the descriptor `text`, in the order of the file; empty if nothing is.
    public List<Finding> findings(String text) {
        return check(text).findings();
    }

    Checked check(String text) {
        JsonNode tree;
        try {
            DescriptorReader.requireJson(text);
            tree = reader.readTree(text, InputFormat.JSON);
        } catch (JacksonException e) {
            return new Checked(List.of(unreadable(e)), Optional.empty());
        }
        Set<Finding> wrong = new LinkedHashSet<>();
        for (Error error : schema.validate(tree)) {
            wrong.add(finding(error));
        }
        if (!wrong.isEmpty()) {
            return new Checked(sorted(wrong), Optional.empty());
        }
        return checkWhole(text, tree);
    }

    private static Checked checkWhole(String text, JsonNode tree) {
        Descriptor descriptor;
        try {
            descriptor = DescriptorReader.read(text);
        } catch (JacksonException e) {
            return new Checked(List.of(unreadable(e)), Optional.empty());
        }
        SemanticCheck check = new SemanticCheck(descriptor, new Expressions());
        Set<Finding> all = new LinkedHashSet<>();
        for (Finding finding : check.all()) {
            JsonNode there = tree.at(finding.pointer());
            all.add(new Finding(finding.severity(), finding.pointer(), finding.problem(),
                    there.isMissingNode() ? Optional.empty() : place(there)));
        }
        boolean usable = all.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
        return new Checked(sorted(all), usable ? Optional.of(descriptor) : Optional.empty());
    }

    private static List<Finding> sorted(Set<Finding> findings) {
        List<Finding> ordered = new ArrayList<>(findings);
        ordered.sort(Comparator.comparingInt(DescriptorChecker::line));
        return ordered;
    }

    private static int line(Finding finding) {
        return finding.place().map(place -> place.line() * 10_000 + Math.min(place.column(), 9_999)).orElse(0);
    }

    private static Finding unreadable(JacksonException e) {
        TokenStreamLocation at = e.getLocation();
        Optional<Place> place = at == null || at.getLineNr() < 1
                ? Optional.empty()
                : Optional.of(new Place(at.getLineNr(), at.getColumnNr()));
        String problem = String.valueOf(e.getOriginalMessage()).replaceAll("\\s+", " ")
                .replaceAll(" ?\\(?(start marker )?(at )?\\[Source:.*$", ""); // Jackson's, and without meaning here
        return new Finding(Severity.ERROR, "", "this is no JSON that can be used: " + problem, place);
    }

    private static Finding finding(Error error) {
        return new Finding(Severity.ERROR, pointer(error), sentence(error), place(error.getInstanceNode()));
    }

    private static Optional<Place> place(@Nullable JsonNode node) {
        TokenStreamLocation at = node == null || node.isMissingNode() ? null : JsonNodes.tokenStreamLocationOf(node);
        return at == null ? Optional.empty() : Optional.of(new Place(at.getLineNr(), at.getColumnNr()));
    }

    /// The place of the mistake itself: of the member that should not be there, or of the object that lacks one.
    private static String pointer(Error error) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < error.getInstanceLocation().getNameCount(); i++) {
            pointer.append('/').append(Finding.escape(String.valueOf(error.getInstanceLocation().getElement(i))));
        }
        boolean surplus = error.getKeyword().endsWith("Properties") && error.getProperty() != null;
        return surplus
                ? pointer.append('/').append(Finding.escape(error.getProperty())).toString()
                : pointer.toString();
    }

    private static String sentence(Error error) {
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

    private static String abridged(@Nullable JsonNode node) {
        String text = String.valueOf(node);
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN) + "…";
    }
}
