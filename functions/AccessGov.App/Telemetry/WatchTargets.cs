namespace AccessGov.App.Telemetry;

/// <summary>Who listens, by the variables that OpenTelemetry and Application Insights define. Nobody without them.</summary>
/// <param name="Otlp">A collector is named; the SDK reads how to reach it.</param>
/// <param name="AppInsights">Connection string of Application Insights; null for none.</param>
/// <param name="AsIdentity">Sign in there as a managed identity, as the Functions host does when told <c>Authorization=AAD</c>.</param>
/// <param name="ClientId">Client id of a user-assigned identity; null for the system's own.</param>
internal sealed record WatchTargets(bool Otlp, string? AppInsights, bool AsIdentity, string? ClientId)
{
    public const string OtlpVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";
    public const string AppInsightsVariable = "APPLICATIONINSIGHTS_CONNECTION_STRING";
    public const string SignInVariable = "APPLICATIONINSIGHTS_AUTHENTICATION_STRING";
    public const string DisabledVariable = "OTEL_SDK_DISABLED";

    public bool Any => Otlp || AppInsights is not null;

    public static WatchTargets FromEnvironment() => Of(Environment.GetEnvironmentVariable);

    /// <summary>Reads the variables.</summary>
    /// <param name="read">Gives a variable's value; null or empty for none.</param>
    public static WatchTargets Of(Func<string, string?> read)
    {
        string? Value(string name) => read(name) is { Length: > 0 } value ? value : null;
        if ("true".Equals(Value(DisabledVariable), StringComparison.OrdinalIgnoreCase))
            return new WatchTargets(false, null, false, null);
        var signIn = (Value(SignInVariable) ?? "")
            .Split(';', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToLookup(part => part[0], part => part[1], StringComparer.OrdinalIgnoreCase);
        return new WatchTargets(
            Value(OtlpVariable) is not null,
            Value(AppInsightsVariable),
            "AAD".Equals(signIn["Authorization"].FirstOrDefault(), StringComparison.OrdinalIgnoreCase),
            signIn["ClientId"].FirstOrDefault()
        );
    }
}
