import com.fasterxml.jackson.databind.*;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.nio.file.*;

/** Reads every example into its generated class and writes it again: it must say the same. */
public class Reader {
  public static void main(String[] args) throws Exception {
    ObjectMapper mapper = new ObjectMapper()
        .registerModule(new JavaTimeModule())
        .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
        .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);
    int read = 0;
    try (DirectoryStream<Path> files = Files.newDirectoryStream(Path.of(args[0]), "*.json")) {
      for (Path file : files) {
        String name = file.getFileName().toString().split("\\.")[0];
        JsonNode told = mapper.readTree(file.toFile());
        Object event = mapper.treeToValue(told, Class.forName("id.ekinerja.events." + name));
        JsonNode again = mapper.readTree(mapper.writeValueAsString(event));
        withoutNulls(told);
        withoutNulls(again);
        if (!told.equals(again)) throw new IllegalStateException(name + "\n" + told + "\n" + again);
        read++;
      }
    }
    System.out.println("read " + read);
  }

  /** The generated classes leave out what is null. */
  private static void withoutNulls(JsonNode node) {
    if (node instanceof ObjectNode object) object.properties().removeIf(member -> member.getValue().isNull());
    for (JsonNode inner : node) withoutNulls(inner);
  }
}
