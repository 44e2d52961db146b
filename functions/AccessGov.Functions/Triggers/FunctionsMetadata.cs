using System.Globalization;
using System.Text.Json;
using AccessGov.App.Storage;

namespace AccessGov.Functions.Triggers;

/// <summary>
/// Reads <c>functions.metadata</c>, which the build writes from the <c>[Function]</c> attributes: the one list of functions, for the
/// Functions host and for <c>accessgov serve</c> alike.
/// </summary>
public static class FunctionsMetadata
{
    /// <summary>Where it lies: beside the program.</summary>
    public static string FilePath => Path.Combine(AppContext.BaseDirectory, "functions.metadata");

    /// <summary>All functions of this program, by name.</summary>
    /// <exception cref="InvalidDataException">The file says what this program does not know.</exception>
    public static IReadOnlyList<FunctionBinding> Read() => Read(FilePath);

    /// <summary>All functions of a file, by name.</summary>
    /// <param name="file">Path of a <c>functions.metadata</c>.</param>
    /// <exception cref="InvalidDataException">The file says what this program does not know.</exception>
    public static IReadOnlyList<FunctionBinding> Read(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.EnumerateArray().Select(ReadOne).OrderBy(f => f.Function, StringComparer.Ordinal)];
    }

    /// <summary>The queues of this program.</summary>
    /// <exception cref="InvalidDataException">The file says what this program does not know.</exception>
    public static IReadOnlyList<QueueName> Queues() => [.. Read().OfType<FunctionBinding.Queue>().Select(f => f.Name)];

    private static FunctionBinding ReadOne(JsonElement function)
    {
        var (name, entryPoint) = (Text(function, "name"), Text(function, "entryPoint"));
        var trigger = function
            .GetProperty("bindings")
            .EnumerateArray()
            .Single(b => Text(b, "type").EndsWith("Trigger", StringComparison.OrdinalIgnoreCase));
        switch (Text(trigger, "type"))
        {
            case "queueTrigger":
                return new FunctionBinding.Queue(name, entryPoint, new QueueName(Text(trigger, "queueName")));
            case "timerTrigger":
                var (retries, after) = function.TryGetProperty("retry", out var retry) ? RetryOf(retry) : (0, TimeSpan.Zero);
                return new FunctionBinding.Timer(name, entryPoint, Text(trigger, "schedule"), retries, after);
            case "httpTrigger":
                return new FunctionBinding.Http(name, entryPoint, Text(trigger, "route"));
            case var other:
                throw new InvalidDataException($"{name}: a trigger of type '{other}' is unknown here.");
        }
    }

    private static (int Most, TimeSpan After) RetryOf(JsonElement retry) =>
        Text(retry, "strategy") == "fixedDelay"
            ? (retry.GetProperty("maxRetryCount").GetInt32(), TimeSpan.Parse(Text(retry, "delayInterval"), CultureInfo.InvariantCulture))
            : throw new InvalidDataException($"A retry by '{Text(retry, "strategy")}' is unknown here.");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;
}
