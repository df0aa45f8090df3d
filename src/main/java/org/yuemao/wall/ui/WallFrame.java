package org.yuemao.wall.ui;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.yuemao.base.Wording;
import org.yuemao.base.ui.Texts;
import org.yuemao.wall.Wall;
import org.yuemao.wall.WallLanguages;
import org.yuemao.wall.WallService;
import tools.jackson.databind.json.JsonMapper;

/**
 * The frame around the screens of a wall: a small page that needs no session, so that it outlives the server. It takes the
 * screens' page in anew whenever that has to be, and stays in full screen meanwhile.
 */
@RestController
class WallFrame {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final MediaType HTML = new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8);
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; frame-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
    /** Seconds until a source that has guessed too often may try again. */
    private static final String AFTER = "2";

    private static final List<String> TEXTS = List.of(
            "live",
            "lost",
            "lost-begin",
            "gone",
            "signed-out",
            "awake-unsupported",
            "keys",
            "full-screen",
            "paused",
            "go-on",
            "pause",
            "rotation",
            "screen-of");

    private final WallService walls;
    private final WallDoor door;
    private final Wording wording;
    private final Clock clock;

    /** Another one after each start of the program: the pages that were there before are of no use any more. */
    private final String start = UUID.randomUUID().toString();

    /** That the wall may be shown, as what, and the time at the desk. */
    record Pulse(String start, long version, long now, int offsetMinutes, int seconds, List<String> languages) {}

    WallFrame(WallService walls, WallDoor door, Wording wording, Clock clock) {
        this.walls = walls;
        this.door = door;
        this.wording = wording;
        this.clock = clock;
    }

    @GetMapping("/wall/link/{secret}")
    ResponseEntity<String> linked(@PathVariable String secret, HttpServletRequest request) {
        WallDoor.Tried tried = door.open(secret, request.getRemoteAddr());
        Wall wall = tried.opened().map(opened -> opened.wall()).orElse(null);
        HttpStatus status =
                tried.tooOften() ? HttpStatus.TOO_MANY_REQUESTS : wall == null ? HttpStatus.NOT_FOUND : HttpStatus.OK;
        return page(status, wall, request.getContextPath(), "link/", "screens/", secret);
    }

    @GetMapping("/wall/link/{secret}/pulse")
    ResponseEntity<Pulse> linkedPulse(@PathVariable String secret, HttpServletRequest request) {
        WallDoor.Tried tried = door.open(secret, request.getRemoteAddr());
        return tried.tooOften()
                ? ResponseEntity.status(HttpStatus.TOO_MANY_REQUESTS)
                        .header(HttpHeaders.RETRY_AFTER, AFTER)
                        .build()
                : tried.opened()
                        .map(opened -> ResponseEntity.ok(pulse(opened.wall())))
                        .orElseGet(() -> ResponseEntity.status(HttpStatus.GONE).build());
    }

    @GetMapping("/wall/own/{id}")
    ResponseEntity<String> own(@PathVariable long id, HttpServletRequest request) {
        Wall wall = walls.find(id).orElse(null);
        return page(
                wall == null ? HttpStatus.NOT_FOUND : HttpStatus.OK,
                wall,
                request.getContextPath(),
                "own/",
                "own-screens/",
                Long.toString(id));
    }

    @GetMapping("/wall/own/{id}/pulse")
    ResponseEntity<Pulse> ownPulse(@PathVariable long id) {
        return walls.find(id)
                .map(wall -> ResponseEntity.ok(pulse(wall)))
                .orElseGet(() -> ResponseEntity.status(HttpStatus.GONE).build());
    }

    private Pulse pulse(Wall wall) {
        Instant now = clock.instant();
        return new Pulse(
                start,
                wall.version(),
                now.toEpochMilli(),
                ZoneId.systemDefault().getRules().getOffset(now).getTotalSeconds() / 60,
                wall.data().seconds(),
                wall.data().languages().inTurn().stream()
                        .map(Locale::toLanguageTag)
                        .toList());
    }

    private ResponseEntity<String> page(
            HttpStatus status, @Nullable Wall wall, String root, String frame, String screens, String key) {
        WallLanguages languages =
                wall == null ? WallLanguages.BOTH : wall.data().languages();
        Locale first = languages.inTurn().getFirst();
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("pulse", root + "/wall/" + frame + key + "/pulse");
        settings.put("screens", root + "/wall/" + screens + key);
        settings.put("own", frame.equals("own/"));
        settings.put("leave", root + "/walls");
        settings.put("texts", Map.of("zh-CN", texts(Texts.CHINESE), "en", texts(Texts.ENGLISH)));
        // Within a script element only this sequence could end it.
        String json = JSON.writeValueAsString(settings).replace("<", "\\u003c");
        String html = """
                <!doctype html>
                <html lang="%1$s">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%2$s</title>
                <link rel="icon" type="image/svg+xml" href="%3$s/icons/yuemao.svg">
                <link rel="stylesheet" href="%3$s/wall/assets/frame.css">
                </head>
                <body>
                <main id="screens"></main>
                <p id="gone" role="alert" hidden></p>
                <footer id="bar" hidden>
                <h1 id="name"></h1>
                <p id="hint"></p>
                <button id="pause" type="button"></button>
                <button id="full" type="button"></button>
                <p id="state" role="status"></p>
                <time id="clock"></time>
                <div id="progress" role="progressbar" aria-valuemin="0" aria-valuemax="100"><div></div></div>
                </footer>
                <script type="application/json" id="settings">%4$s</script>
                <script type="module" src="%3$s/wall/assets/frame.js"></script>
                </body>
                </html>
                """.formatted(first.toLanguageTag(), wording.of("wall.display", first), root, json);
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(status);
        if (status == HttpStatus.TOO_MANY_REQUESTS) {
            answer.header(HttpHeaders.RETRY_AFTER, AFTER);
        }
        return answer.contentType(HTML)
                .header("Content-Security-Policy", POLICY)
                .body(html);
    }

    private Map<String, String> texts(Locale language) {
        Map<String, String> texts = new LinkedHashMap<>();
        TEXTS.forEach(key -> texts.put(key, wording.of("wall.frame." + key, language)));
        return texts;
    }
}
