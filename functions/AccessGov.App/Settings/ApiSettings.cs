namespace AccessGov.App.Settings;

/// <summary>Who may speak through the API.</summary>
public sealed record ApiSettings
{
    /// <summary>The programs that are let in; empty: nobody.</summary>
    public IReadOnlyList<CallerSettings> Callers { get; init; } = [];

    /// <summary>Files with keys and tokens of callers, which nobody else may read.</summary>
    public IEnumerable<string> SecretFiles => Callers.Select(c => c.Proof.SecretFile).OfType<string>();

    /// <summary>The audience that tokens must be for; null when no caller carries one.</summary>
    public string? Audience { get; init; }

    /// <summary>The Entra tenant whose applications are let in: <c>directory:tenantId</c>.</summary>
    public string TokenTenant { get; init; } = "";

    /// <summary>
    /// Who issues tokens: <c>/.well-known/openid-configuration</c> lies below it. Null: Entra, for the directory's tenant.
    /// </summary>
    public Uri? Authority { get; init; }
}
