package dev.keyrack.key.ui;

import dev.keyrack.shared.i18n.Messages;
import dev.keyrack.shell.control.Buttons;
import dev.keyrack.shell.control.FactGrid;
import dev.keyrack.shell.control.Icons;
import dev.keyrack.shell.control.Labels;
import dev.keyrack.shell.control.Spacers;
import java.util.List;
import java.util.stream.Collectors;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.bootstrapicons.BootstrapIcons;

/// A refusal in place, with what helps and the facts.
final class ProblemView extends VBox {
    private final Messages messages;
    private final KeysActions actions;
    private final Runnable retry;

    ProblemView(Problem problem, KeysActions actions, Runnable retry, Messages messages) {
        this.messages = messages;
        this.actions = actions;
        this.retry = retry;
        setId("key-problem");
        getStyleClass().add("error-panel");
        VBox words = new VBox(2, Labels.of(problem.title(), "dialog-title"),
                Labels.wrapped(problem.sentence(), "body"));
        HBox.setHgrow(words, Priority.ALWAYS);
        HBox head = new HBox(Icons.of(BootstrapIcons.SHIELD_X, 22, "icon-danger"), words);
        head.getStyleClass().add("head");
        HBox columns = new HBox(help(problem), facts(problem));
        columns.getStyleClass().add("columns");
        getChildren().addAll(head, columns);
    }

    private VBox help(Problem problem) {
        VBox list = new VBox(12, Labels.of(messages.get("key.problem.help"), "field-label"));
        int number = 1;
        for (Problem.Help help : problem.help()) {
            VBox words = new VBox(Labels.of(help.what(), "body"), Labels.wrapped(help.why(), "small", "muted"));
            HBox.setHgrow(words, Priority.ALWAYS);
            Label digit = Labels.of(Integer.toString(number), "semibold", "muted");
            digit.setMinWidth(12);
            HBox row = new HBox(10, digit, words, button(help.act()));
            row.setAlignment(Pos.CENTER_LEFT);
            list.getChildren().add(row);
            number++;
        }
        list.getChildren().stream().filter(HBox.class::isInstance).findFirst()
                .ifPresent(row -> ((HBox) row).getChildren().getLast().getStyleClass().add("primary"));
        advice(list, messages.get("key.problem.causes"), problem.causes());
        advice(list, messages.get("key.problem.advice"), problem.advice());
        HBox.setHgrow(list, Priority.ALWAYS);
        return list;
    }

    private static void advice(VBox list, String title, List<String> sentences) {
        if (!sentences.isEmpty()) {
            VBox box = new VBox(2, Labels.of(title, "field-label"));
            sentences.forEach(sentence -> box.getChildren().add(Labels.wrapped("•  " + sentence, "body")));
            list.getChildren().add(box);
        }
    }

    private Button button(Problem.Act act) {
        return switch (act) {
            case SIGN_IN -> Buttons.of("problem-sign-in", messages.get("key.problem.sign-in.button"),
                    actions::changeCredential);
            case RETRY -> Buttons.of("problem-retry", messages.get("key.problem.retry.button"), retry);
            case SETTINGS -> Buttons.of("problem-settings", messages.get("key.problem.settings.button"),
                    actions::openProfile);
        };
    }

    private VBox facts(Problem problem) {
        FactGrid grid = new FactGrid(72);
        problem.facts().forEach(fact -> grid.add(fact.name(), fact.text(), fact.literal() ? "mono" : "body-colour"));
        Button copy = Buttons.of("problem-copy", messages.get("key.problem.copy"), () -> copy(problem), "link");
        HBox head = new HBox(24, Labels.of(messages.get("key.problem.details"), "field-label"), Spacers.horizontal(),
                copy);
        head.setAlignment(Pos.CENTER_LEFT);
        VBox box = new VBox(10, head, grid);
        box.getStyleClass().add("divided-left");
        box.setMinWidth(330);
        box.setMaxWidth(330);
        return box;
    }

    private void copy(Problem problem) {
        actions.copyText(problem.facts().stream().map(fact -> fact.name() + ": " + fact.text())
                .collect(Collectors.joining("\n", problem.title() + ". " + problem.sentence() + "\n", "\n")));
    }
}
