using System.Text.Json;
using System.Text.RegularExpressions;
using AccessGov.Sandbox.FunctionsHost.Rpc;

namespace AccessGov.Sandbox.FunctionsHost;

/// <summary>
/// Reads the bindings that the worker told as JSON. The host would start the functions that it understands and log the others; here
/// whatever is not understood keeps the host from starting, so that no test passes because a function never ran.
/// </summary>
/// <param name="appSettings">What <c>%NAME%</c> means.</param>
internal sealed partial class FunctionReader(IReadOnlyDictionary<string, string> appSettings)
{
    private static readonly string[] Common = ["name", "direction", "type", "properties"];

    private static readonly Dictionary<string, string[]> Known = new(StringComparer.Ordinal)
    {
        ["timerTrigger"] = ["schedule", "useMonitor", "runOnStartup"],
        ["queueTrigger"] = ["queueName", "connection", "dataType"],
        ["httpTrigger"] = ["route", "methods", "authLevel", "dataType"],
    };

    /// <summary>Reads one.</summary>
    /// <exception cref="InvalidDataException">It asks for what this host does not have, or for a setting that is not there.</exception>
    public HostedFunction Read(RpcFunctionMetadata function)
    {
        try
        {
            var bindings = function.RawBindings.Select(b => JsonSerializer.Deserialize<JsonElement>(b)).ToList();
            // What a function returns over HTTP it writes to the forwarded request itself.
            var trigger = bindings.Single(b => !(Text(b, "type") == "http" && Is(Text(b, "direction"), "out")));
            var starts = Trigger(function.Name, trigger);
            return new HostedFunction(function.Name, function.FunctionId, Text(trigger, "name"), starts, Retry(function, starts));
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or JsonException)
        {
            var told = string.Join(", ", function.RawBindings);
            throw new InvalidDataException($"Function '{function.Name}' cannot start: {e.Message} {told}", e);
        }
    }

    private FunctionTrigger Trigger(string function, JsonElement binding)
    {
        var type = Text(binding, "type");
        if (!Known.TryGetValue(type, out var members))
            throw new InvalidOperationException($"A binding of type '{type}' is unknown here.");
        var unknown = binding.EnumerateObject().Select(m => m.Name).Except([.. members, .. Common], StringComparer.OrdinalIgnoreCase);
        if (unknown.FirstOrDefault() is { } member)
            throw new InvalidOperationException($"A {type} with '{member}' is unknown here.");
        if (Flag(binding, "runOnStartup") == true)
            throw new InvalidOperationException("'runOnStartup' is unknown here.");
        return type switch
        {
            "timerTrigger" => new FunctionTrigger.Timer(Resolved(Text(binding, "schedule")), Flag(binding, "useMonitor") ?? true),
            "queueTrigger" => new FunctionTrigger.Queue(
                Resolved(Text(binding, "queueName")),
                Optional(binding, "connection") ?? FunctionsHostOptions.StorageSetting
            ),
            _ => Http(function, binding),
        };
    }

    private FunctionTrigger.Http Http(string function, JsonElement binding)
    {
        if (!Is(Text(binding, "authLevel"), "anonymous"))
            throw new InvalidOperationException("This host keeps no keys: authLevel must be anonymous.");
        var route = Resolved(Optional(binding, "route") ?? function);
        // A constraint would be checked by the host; nothing here checks it.
        if (route.Contains(':', StringComparison.Ordinal))
            throw new InvalidOperationException($"Constraints in a route ('{route}') are unknown here.");
        var methods = binding.TryGetProperty("methods", out var list) ? list.EnumerateArray() : [];
        return new FunctionTrigger.Http(route, [.. methods.Select(m => m.GetString()!)]);
    }

    private static RpcRetryOptions? Retry(RpcFunctionMetadata function, FunctionTrigger trigger)
    {
        if (function.RetryOptions is not { } retry)
            return null;
        if (trigger is not FunctionTrigger.Timer)
            throw new InvalidOperationException("Only a timer's failed run is repeated by the host.");
        if (retry.Strategy != RpcRetryOptions.Types.Strategy.FixedDelay)
            throw new InvalidOperationException($"The retry strategy {retry.Strategy} is unknown here.");
        return retry;
    }

    /// <summary>Puts the app settings' values in.</summary>
    private string Resolved(string text) =>
        Reference()
            .Replace(
                text,
                match =>
                    appSettings.GetValueOrDefault(match.Groups[1].Value)
                    ?? throw new InvalidOperationException($"'{match.Value}' does not resolve to a value.")
            );

    private static bool Is(string text, string word) => text.Equals(word, StringComparison.OrdinalIgnoreCase);

    private static string Text(JsonElement binding, string name) => binding.GetProperty(name).GetString()!;

    private static string? Optional(JsonElement binding, string name) =>
        binding.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool? Flag(JsonElement binding, string name) => binding.TryGetProperty(name, out var value) ? value.GetBoolean() : null;

    [GeneratedRegex("%([^%]+)%")]
    private static partial Regex Reference();
}
