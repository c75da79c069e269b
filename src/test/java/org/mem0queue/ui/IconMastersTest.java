package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Group;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.SnapshotParameters;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.paint.Color;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.shape.Shape;
import javafx.scene.shape.StrokeLineCap;
import javafx.scene.shape.StrokeLineJoin;
import javafx.scene.transform.Rotate;
import javafx.scene.transform.Scale;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import javax.xml.parsers.DocumentBuilderFactory;

/** The pictures of the window's icon are drawings of its master. */
class IconMastersTest {
    private static final Path ICONS = Path.of("icons");
    private static final double GRID = 128;

    /** Two renderers smooth edges differently; another drawing differs by far more. */
    private static final double ALIKE = 0.03;

    private static Element read(String name) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(ICONS.resolve(name).toFile())
                .getDocumentElement();
    }

    private static double number(Element element, String attribute) {
        return Double.parseDouble(element.getAttribute(attribute));
    }

    private static Group group(Element element) {
        Group group = new Group();
        NodeList children = element.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element child && !child.getTagName().equals("title")) {
                group.getChildren().add(node(child));
            }
        }
        String turn = element.getAttribute("transform");
        if (turn.startsWith("rotate(")) {
            List<Double> numbers =
                    Arrays.stream(turn.substring(7, turn.length() - 1).split(" "))
                            .map(Double::valueOf)
                            .toList();
            group.getTransforms().add(new Rotate(numbers.get(0), numbers.get(1), numbers.get(2)));
        }
        return group;
    }

    private static Node node(Element element) {
        return switch (element.getTagName()) {
            case "g" -> group(element);
            case "rect" -> {
                Rectangle rect =
                        new Rectangle(
                                number(element, "x"),
                                number(element, "y"),
                                number(element, "width"),
                                number(element, "height"));
                rect.setArcWidth(2 * number(element, "rx"));
                rect.setArcHeight(2 * number(element, "rx"));
                yield painted(rect, element);
            }
            case "path" -> {
                SVGPath path = new SVGPath();
                path.setContent(element.getAttribute("d"));
                yield painted(path, element);
            }
            default -> throw new AssertionError("unknown in the master: " + element.getTagName());
        };
    }

    private static Shape painted(Shape shape, Element element) {
        String fill = element.getAttribute("fill");
        shape.setFill(fill.equals("none") ? null : Color.web(fill));
        if (element.hasAttribute("stroke")) {
            shape.setStroke(Color.web(element.getAttribute("stroke")));
            shape.setStrokeWidth(number(element, "stroke-width"));
            shape.setStrokeLineCap(StrokeLineCap.ROUND);
            shape.setStrokeLineJoin(StrokeLineJoin.ROUND);
        }
        return shape;
    }

    @ParameterizedTest
    @ValueSource(ints = {16, 24, 32, 48, 64, 128, 256})
    void thePicturesLookLikeTheMaster(int size) throws Exception {
        Element master = read("icon.svg");
        String name = "icons/icon-" + size + ".png";
        double difference =
                Fx.call(
                        () -> {
                            Group drawing = group(master);
                            drawing.getTransforms().add(0, new Scale(size / GRID, size / GRID));
                            Rectangle ground = new Rectangle(size, size, Color.TRANSPARENT);
                            Scene scene = new Scene(new Group(ground, drawing), size, size);
                            SnapshotParameters clear = new SnapshotParameters();
                            clear.setFill(Color.TRANSPARENT);
                            WritableImage drawn = scene.getRoot().snapshot(clear, null);
                            Image kept =
                                    new Image(
                                            Objects.requireNonNull(
                                                            MainWindow.class.getResource(name))
                                                    .toExternalForm());
                            assertThat(kept.getWidth()).isEqualTo(size);
                            return difference(drawn, kept, size);
                        });
        assertThat(difference).as(name).isLessThan(ALIKE);
    }

    /** Mean over all points and channels, 0 to 1; what is clear has no colour. */
    private static double difference(Image one, Image other, int size) {
        double sum = 0;
        for (int y = 0; y < size; y++) {
            for (int x = 0; x < size; x++) {
                Color first = one.getPixelReader().getColor(x, y);
                Color second = other.getPixelReader().getColor(x, y);
                double a = first.getOpacity();
                double b = second.getOpacity();
                sum +=
                        Math.abs(a - b)
                                + Math.abs(first.getRed() * a - second.getRed() * b)
                                + Math.abs(first.getGreen() * a - second.getGreen() * b)
                                + Math.abs(first.getBlue() * a - second.getBlue() * b);
            }
        }
        return sum / (4.0 * size * size);
    }

    @Test
    void theStatesDifferInShapeAndHaveNoColourOfTheirOwn() throws Exception {
        Set<String> shapes = new HashSet<>();
        for (String name : List.of("quiet", "working", "attention", "offline")) {
            Element state = read(name + ".svg");
            assertThat(state.getAttribute("viewBox")).isEqualTo("0 0 16 16");
            StringBuilder shape = new StringBuilder();
            NodeList paths = state.getElementsByTagName("path");
            for (int i = 0; i < paths.getLength(); i++) {
                shape.append(((Element) paths.item(i)).getAttribute("d"));
            }
            shapes.add(shape.toString());
            assertThat(Files.readString(ICONS.resolve(name + ".svg"))).doesNotContain("#");
        }
        assertThat(shapes).hasSize(4);
    }
}
