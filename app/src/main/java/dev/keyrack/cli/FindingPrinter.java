package dev.keyrack.cli;

import dev.keyrack.cli.JsonOut.JsonObject;
import dev.keyrack.provider.engine.Finding;
import dev.keyrack.provider.engine.Finding.Place;
import java.util.List;
import java.util.Locale;

/// Writes what is to be said about a descriptor in the three formats.
final class FindingPrinter {
    private static final List<String> CSV_HEADER = List.of("severity", "line", "column", "pointer", "problem",
            "suggestion");

    private final Session session;

    FindingPrinter(Session session) {
        this.session = session;
    }

    void print(List<Finding> findings) {
        switch (session.format()) {
            case JSON -> session.json().array(findings, FindingPrinter::members);
            case CSV -> {
                session.print(Csv.line(CSV_HEADER));
                findings.forEach(finding -> session
                        .print(Csv.line(List.of(severity(finding), line(finding), column(finding), finding.pointer(),
                                finding.problem(), finding.suggestion()))));
            }
            case TABLE -> findings.forEach(this::paragraph);
        }
    }

    private void paragraph(Finding finding) {
        String place = finding.place().map(at -> at.line() + ":" + at.column() + "  ").orElse("");
        session.print(Printable.clean(
                place + severity(finding).replace('_', ' ') + "  " + pointer(finding)));
        session.print(Printable.clean("    " + finding.problem()));
        if (!finding.suggestion().isEmpty()) {
            session.print(Printable.clean("    " + session.messages().get("cli.provider.suggestion",
                    finding.suggestion())));
        }
    }

    private static String pointer(Finding finding) {
        return finding.pointer().isEmpty() ? "/" : finding.pointer();
    }

    static void members(JsonObject json, Finding finding) {
        json.text("severity", severity(finding)).text("pointer", finding.pointer()).text("problem", finding.problem())
                .text("suggestion", finding.suggestion());
        finding.place().ifPresent(place -> json.number("line", place.line()).number("column", place.column()));
    }

    private static String severity(Finding finding) {
        return finding.severity().name().toLowerCase(Locale.ROOT);
    }

    private static String line(Finding finding) {
        return finding.place().map(Place::line).map(Object::toString).orElse("");
    }

    private static String column(Finding finding) {
        return finding.place().map(Place::column).map(Object::toString).orElse("");
    }
}
