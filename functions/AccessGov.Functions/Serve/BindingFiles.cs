using System.Globalization;
using System.Text.Json;
using AccessGov.App.Storage;

namespace AccessGov.Functions.Serve;

/// <summary>Reads the <c>function.json</c> files that the Functions host reads: direct children of one folder.</summary>
public static class BindingFiles
{
    /// <summary>Where they lie: in <c>bindings</c> beside the program, or, in a package, beside the program itself.</summary>
    public static string Folder =>
        Path.Combine(AppContext.BaseDirectory, "bindings") is var bindings && System.IO.Directory.Exists(bindings)
            ? bindings
            : AppContext.BaseDirectory;

    /// <summary>All of them, by name.</summary>
    /// <exception cref="InvalidDataException">A file says what this program does not know.</exception>
    public static IReadOnlyList<Binding> Read(string folder) =>
        [
            .. System
                .IO.Directory.EnumerateDirectories(folder)
                .Order(StringComparer.Ordinal)
                .Where(d => File.Exists(Path.Combine(d, "function.json")))
                .Select(ReadOne),
        ];

    /// <summary>The queues among them.</summary>
    public static IReadOnlyList<QueueName> Queues(IEnumerable<Binding> bindings) =>
        [.. bindings.OfType<Binding.Queue>().Select(b => b.Name)];

    private static Binding ReadOne(string folder)
    {
        var function = Path.GetFileName(folder);
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "function.json")));
        var root = document.RootElement;
        var trigger = root.GetProperty("bindings")[0];
        string Text(string name) => trigger.GetProperty(name).GetString()!;
        switch (Text("type"))
        {
            case "queueTrigger":
                return new Binding.Queue(function, new QueueName(Text("queueName")));
            case "timerTrigger":
                var retry = root.TryGetProperty("retry", out var given) ? given : default;
                return new Binding.Timer(
                    function,
                    Text("schedule"),
                    retry.ValueKind == JsonValueKind.Object ? retry.GetProperty("maxRetryCount").GetInt32() : 0,
                    retry.ValueKind == JsonValueKind.Object
                        ? TimeSpan.Parse(retry.GetProperty("delayInterval").GetString()!, CultureInfo.InvariantCulture)
                        : TimeSpan.Zero
                );
            case "httpTrigger":
                return new Binding.Http(function, Text("route"));
            case var other:
                throw new InvalidDataException($"{function}/function.json: a trigger of type '{other}' is unknown here.");
        }
    }
}
