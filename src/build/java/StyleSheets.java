import javafx.css.Stylesheet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Puts beside each style sheet below a folder the same in JavaFX's binary form, which the toolkit
 * prefers where it finds one: reading the text takes a twelfth of the start of the window.
 *
 * <p>The build starts this file from source after every compilation, so that none is older than its
 * text.
 */
final class StyleSheets {
    private static final String TEXT = ".css";
    private static final String BINARY = ".bss";

    private StyleSheets() {}

    public static void main(String[] args) throws IOException {
        List<Path> sheets;
        try (Stream<Path> files = Files.walk(Path.of(args[0]))) {
            sheets = files.filter(file -> file.toString().endsWith(TEXT)).toList();
        }
        if (sheets.isEmpty()) {
            System.err.println("No style sheet below " + args[0]);
            System.exit(1);
        }
        for (Path sheet : sheets) {
            String name = sheet.getFileName().toString();
            Path binary = sheet.resolveSibling(name.replace(TEXT, BINARY));
            Stylesheet.convertToBinary(sheet.toFile(), binary.toFile());
        }
    }
}
