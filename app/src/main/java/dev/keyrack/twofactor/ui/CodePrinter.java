package dev.keyrack.twofactor.ui;

import java.util.List;
import javafx.print.Printer;
import javafx.print.PrinterJob;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.stage.Window;

/// Prints backup codes. JavaFX thread, but for [#isThere].
public final class CodePrinter {
    private CodePrinter() {
    }

    /// Whether there is a printer. Any thread; may take a moment.
    public static boolean isThere() {
        return !Printer.getAllPrinters().isEmpty();
    }

    /// Asks for a printer and prints.
    ///
    /// @return whether it was asked and did not take them; somebody who cancels is no failure, and prints nothing
    static Result print(Window owner, String heading, List<String> codes) {
        PrinterJob job = PrinterJob.createPrinterJob();
        if (job == null) {
            return Result.FAILED;
        }
        if (!job.showPrintDialog(owner)) {
            return Result.CANCELLED;
        }
        VBox page = new VBox(12, new Text(heading));
        codes.forEach(code -> page.getChildren().add(new Text(code)));
        boolean printed = job.printPage(page) && job.endJob();
        page.getChildren().forEach(line -> ((Text) line).setText(""));
        return printed ? Result.PRINTED : Result.FAILED;
    }

    /// How it went.
    enum Result {
        PRINTED, CANCELLED, FAILED
    }
}
