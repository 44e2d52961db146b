using System.Text;
using System.Text.Json;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Settings;

/// <summary>Collects everything that is wrong with a settings file, so that it is corrected once.</summary>
/// <param name="file">The file, as faults name it.</param>
internal sealed class SettingsFaults(string file)
{
    private readonly List<Wording> all = [];
    private readonly List<string> told = [];

    /// <summary>What was found so far.</summary>
    public IReadOnlyList<Wording> All => all;

    /// <summary>Adds a fault, unless what stands there was found to be of another shape: what follows from that is no other.</summary>
    /// <param name="what">What is wrong; where it is about a setting, that comes first.</param>
    public void Add(Wording what)
    {
        if (what.Values is not [string key, ..] || !IsTold(key))
            all.Add(Wording.Of("Settings.at", file, what));
    }

    /// <summary>Adds that a setting is of another shape than it should be: nothing more is said of it, nor of what is below.</summary>
    /// <param name="key">The setting.</param>
    /// <param name="what">What is wrong.</param>
    public void AddShape(string key, Wording what)
    {
        Add(what);
        told.Add(key);
    }

    /// <summary>Whether a setting was found to be of another shape.</summary>
    /// <param name="key">The setting.</param>
    public bool IsTold(string key) =>
        told.Any(t => key.StartsWith(t, StringComparison.OrdinalIgnoreCase) && (key.Length == t.Length || key[t.Length] == ':'));
}

/// <summary>What a settings file says under which key, before anybody looks at what it means.</summary>
internal sealed class SettingsFile
{
    private static readonly JsonDocumentOptions Form = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    // The library that reads settings knows no difference of case.
    private readonly Dictionary<string, string?> values = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> lists = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> sections = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> seen = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> twice = [];

    private SettingsFile() { }

    /// <summary>Each text by its key.</summary>
    public IReadOnlyDictionary<string, string?> Values => values;

    /// <summary>The keys that are lists, also empty ones.</summary>
    public IReadOnlySet<string> Lists => lists;

    /// <summary>The keys that are sections, also empty ones.</summary>
    public IReadOnlySet<string> Sections => sections;

    /// <summary>The keys that stand there more than once. Of texts the first one counts, sections are read as one.</summary>
    public IReadOnlyList<string> Twice => twice;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the JSON file.</param>
    /// <returns>What it says, or why nothing of it can be read.</returns>
    public static (SettingsFile? File, Wording? Fault) Read(string path)
    {
        if (System.IO.Directory.Exists(path))
            return (null, Wording.Of("Settings.is-folder", path));
        if (!File.Exists(path))
            return (null, Wording.Of("Settings.missing", path));
        try
        {
            var bytes = File.ReadAllBytes(path);
            if (FlawOf(bytes) is { } flaw)
                return (
                    null,
                    flaw is { Key: "Yaml.empty" } ? Wording.Of("Settings.empty", path) : Wording.Of("Settings.encoding", path, flaw)
                );
            using var json = JsonDocument.Parse(bytes.AsMemory(HasMark(bytes) ? 3 : 0), Form);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return (null, Wording.Of("Settings.no-object", path));
            var file = new SettingsFile();
            file.Take("", json.RootElement, tells: true);
            return (file, null);
        }
        catch (JsonException e)
        {
            return (null, Wording.Of("Settings.not-json-at", path, e.LineNumber + 1, e.BytePositionInLine + 1));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return (null, Wording.Of("Settings.unreadable", path));
        }
    }

    private static bool HasMark(byte[] bytes) => bytes is [0xEF, 0xBB, 0xBF, ..];

    /// <summary>Why it is no text of ours; null where it is one.</summary>
    private static Wording? FlawOf(byte[] bytes)
    {
        // Half of the bytes of what is written in a language of Europe; none of any text in UTF-8.
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || bytes.Contains((byte)0))
            return Wording.Of("Yaml.utf-16");
        if (!System.Text.Unicode.Utf8.IsValid(bytes))
            return Wording.Of("Settings.not-utf-8");
        return string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(bytes.AsSpan(HasMark(bytes) ? 3 : 0))) ? Wording.Of("Yaml.empty") : null;
    }

    private void Take(string at, JsonElement element, bool tells)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                sections.Add(at);
                if (at.Length > 0 && !element.EnumerateObject().Any())
                    values.TryAdd(at, null);
                foreach (var property in element.EnumerateObject())
                {
                    var key = at.Length == 0 ? property.Name : $"{at}:{property.Name}";
                    var isFirst = seen.Add(key);
                    if (!isFirst && tells)
                        twice.Add(key);
                    Take(key, property.Value, tells && isFirst);
                }
                break;
            case JsonValueKind.Array:
                lists.Add(at);
                if (element.GetArrayLength() == 0)
                    values.TryAdd(at, null);
                foreach (var (i, item) in element.EnumerateArray().Index())
                    Take($"{at}:{i}", item, tells);
                break;
            case JsonValueKind.Null:
                values.TryAdd(at, null);
                break;
            default:
                values.TryAdd(at, element.ToString());
                break;
        }
    }
}

/// <summary>Which keys there are and of which shape: whatever is another one must not silently be the default.</summary>
/// <param name="file">What the file says.</param>
/// <param name="faults">Where faults go.</param>
internal sealed class SettingsShape(SettingsFile file, SettingsFaults faults)
{
    /// <summary>Where a list is written; elsewhere one text. A part in capitals is any name.</summary>
    private static readonly string[] Lists = ["operators:USER:roles", "nodes:NODE:takes", "nodes:NODE:gives"];

    /// <summary>Where a text or a list is written.</summary>
    private static readonly string[] Either = ["callers:NAME:source"];

    private static readonly string[][] Known =
    [
        .. ((string[])[.. SettingsReader.Keys, .. Lists, "operators:USER", "operators:USER:worker", .. NodeSettingsReader.OfNodes]).Select(
            k => k.Split(':')
        ),
    ];

    /// <summary>Looks at every key, those of the environment too.</summary>
    /// <param name="values">All settings.</param>
    public void Check(IConfiguration values) => Check(values, Known, 0);

    private void Check(IConfiguration at, IReadOnlyList<string[]> known, int depth)
    {
        foreach (var child in at.GetChildren())
        {
            string[][] fitting = [.. known.Where(k => IsAny(k[depth]) || k[depth].Equals(child.Key, StringComparison.OrdinalIgnoreCase))];
            if (fitting.Length == 0)
                faults.AddShape(child.Path, Wording.Of("Settings.unknown-key", child.Path, Remedy(child.Key, known, depth)));
            else if (FlawOf(child, fitting, depth + 1) is { } flaw)
                faults.AddShape(child.Path, flaw);
            else if (fitting.Any(k => k.Length > depth + 1) && child.Value is null)
                Check(child, [.. fitting.Where(k => k.Length > depth + 1)], depth + 1);
        }
    }

    private Wording? FlawOf(IConfigurationSection section, string[][] fitting, int depth)
    {
        var own = fitting.Where(k => k.Length == depth).Select(k => string.Join(':', k)).FirstOrDefault();
        var hasParts = fitting.Any(k => k.Length > depth);
        var (isList, isEither) = (Lists.Contains(own), Either.Contains(own));
        var below = section.GetChildren().ToArray();
        var looksLikeList =
            file.Lists.Contains(section.Path) || (!hasParts && below.Length > 0 && below.All(c => int.TryParse(c.Key, out _)));
        if (section.Value is { } text)
            return isList ? Wording.Of("Settings.not-list", section.Path, text)
                : own is null ? Wording.Of("Settings.not-section", section.Path, PartsOf(fitting, depth))
                : null;
        if (looksLikeList && !isList && !isEither)
            return hasParts
                ? Wording.Of("Settings.not-section", section.Path, PartsOf(fitting, depth))
                : Wording.Of("Settings.is-list", section.Path);
        if (looksLikeList)
            return below.Any(c => c.Value is null) ? Wording.Of("Settings.list-of-texts", section.Path) : null;
        if (!hasParts && (below.Length > 0 || file.Sections.Contains(section.Path)))
            return Wording.Of(isList ? "Settings.section-for-list" : "Settings.section-for-text", section.Path);
        return null;
    }

    private static string PartsOf(string[][] fitting, int depth) =>
        string.Join(", ", fitting.Where(k => k.Length > depth).Select(k => $"\"{k[depth]}\": …").Distinct());

    /// <summary>The nearest of its neighbours; or where else its name stands, for what was written a level too high or too low.</summary>
    private static Wording Remedy(string name, IReadOnlyList<string[]> known, int depth)
    {
        string[] elsewhere =
        [
            .. Known
                .Where(k => !IsAny(k[^1]) && k[^1].Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(k => string.Join(':', k))
                .Distinct(),
        ];
        return elsewhere switch
        {
            [var one] => Wording.Of("Yaml.near-1", one),
            [var one, var other] => Wording.Of("Yaml.near-2", one, other),
            _ => Suggestions.For(name, [.. known.Select(k => k[depth]).Distinct()]),
        };
    }

    private static bool IsAny(string part) => part.All(char.IsAsciiLetterUpper);
}
