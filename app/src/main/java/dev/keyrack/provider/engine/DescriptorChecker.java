package dev.keyrack.provider.engine;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.serialization.NodeReader;
import dev.keyrack.provider.engine.Finding.Place;
import dev.keyrack.provider.engine.Finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.JsonNode;

/// Says what is wrong with a descriptor: as JSON, against the schema, and as a whole, all in one go.
///
/// Its findings are the same in every locale.
public final class DescriptorChecker {
    private final NodeReader reader = NodeReader.builder().locationAware().build();
    private final Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ProviderLibrary.resource("descriptor.schema.json"));
    private final FormatSchema format = new FormatSchema();
    private final SchemaError errors = new SchemaError(format);

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
            wrong.add(errors.finding(error));
        }
        if (wrong.isEmpty()) {
            return checkWhole(DescriptorReader.read(tree), tree);
        }
        Mender mender = new Mender(schema, format);
        mender.mend(tree).map(DescriptorReader::read).map(mended -> checkWhole(mended, tree).findings())
                .orElse(List.of()).stream()
                .filter(finding -> finding.severity() == Severity.ERROR && !mender.isMadeUp(finding.pointer()))
                .forEach(wrong::add);
        return new Checked(sorted(wrong), Optional.empty());
    }

    private static Checked checkWhole(Descriptor descriptor, JsonNode tree) {
        Set<Finding> all = new LinkedHashSet<>();
        for (Finding finding : new SemanticCheck(descriptor, new Expressions()).all()) {
            all.add(finding.at(SchemaError.place(tree.at(finding.pointer()))));
        }
        boolean usable = all.stream().noneMatch(finding -> finding.severity() == Severity.ERROR);
        return new Checked(sorted(all), usable ? Optional.of(descriptor) : Optional.empty());
    }

    private static List<Finding> sorted(Set<Finding> findings) {
        List<Finding> ordered = new ArrayList<>(findings.stream().map(DescriptorChecker::helped).toList());
        ordered.sort(Comparator.comparingInt(DescriptorChecker::line));
        return ordered;
    }

    /// No mistake without a word about what helps.
    private static Finding helped(Finding finding) {
        boolean alone = finding.severity() == Severity.ERROR && finding.suggestion().isEmpty();
        return alone ? finding.suggesting("docs/descriptor.md says what may stand here") : finding;
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
}
