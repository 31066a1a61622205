package dev.keyrack.tour;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@DisplayName("The tour's report")
class TourReportTest {
    private final TourReport report = new TourReport();

    @Test
    void holdsWhileEveryStepDoes() {
        assertThat(report.held()).isTrue();
        report.add("list", true, 12, List.of("acme"));
        assertThat(report.held()).isTrue();
        report.add("create", false, 3, List.of("acme"));
        report.add("reveal", true, 4, List.of("acme"));
        assertThat(report.held()).as("one step did not hold").isFalse();
    }

    @Test
    void isAListOfStepsInTheirOrder() {
        report.add("first \"run\"", true, 12, List.of("acme"));
        report.add("list", false, 3, List.of("acme"));
        JsonNode json = JsonMapper.builder().build().readTree(report.toJson());
        assertThat(json.isArray()).isTrue();
        assertThat(json.size()).isEqualTo(2);
        assertThat(json.get(0).propertyNames()).containsExactly("step", "ok", "millis", "systems");
        assertThat(json.get(0).get("step").asString()).isEqualTo("first \"run\"");
        assertThat(json.get(0).get("millis").asLong()).isEqualTo(12);
        assertThat(json.get(0).get("systems").get(0).asString()).isEqualTo("acme");
        assertThat(json.get(1).get("ok").asBoolean()).isFalse();
    }

    @Test
    void isAnEmptyListBeforeTheFirstStep() {
        assertThat(report.toJson().strip()).isIn("[ ]", "[]");
    }
}
