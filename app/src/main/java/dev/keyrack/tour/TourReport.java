package dev.keyrack.tour;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What the steps of a tour came to.
final class TourReport {
    private final List<Map<String, Object>> steps = new ArrayList<>();
    private boolean held = true;

    /// Notes a step.
    ///
    /// @param systems ids of the systems that it worked with
    void add(String step, boolean ok, long millis, List<String> systems) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("step", step);
        entry.put("ok", ok);
        entry.put("millis", millis);
        entry.put("systems", systems);
        steps.add(entry);
        held &= ok;
    }

    /// Whether every step held.
    boolean held() {
        return held;
    }

    /// `[{"step","ok","millis","systems"}]`.
    String toJson() {
        return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(steps) + "\n";
    }
}
