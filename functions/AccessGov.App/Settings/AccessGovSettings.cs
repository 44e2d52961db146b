using AccessGov.Core.Policy;

namespace AccessGov.App.Settings;

/// <summary>Everything an installation decides, from <c>accessgov.json</c> and environment variables <c>ACCESSGOV__…</c>.</summary>
public sealed class AccessGovSettings
{
    /// <summary>The city's policy file (docs/policy.md), relative to the settings file.</summary>
    public required string PolicyFile { get; init; }

    /// <summary>Folder with the mapping profiles of the personnel extracts (docs/hr-import.md).</summary>
    public required string ProfileFolder { get; init; }

    /// <summary>Where state is kept.</summary>
    public required StorageChoice Storage { get; init; }

    /// <summary>How to reach the directory.</summary>
    public required DirectorySettings Directory { get; init; }

    /// <summary>PEM file with the ECDSA P-256 key that signs checkpoints; made on first use.</summary>
    public required string SigningKeyFile { get; init; }

    /// <summary>Key Vault secret with that key instead of the file; null for the file.</summary>
    public Uri? SigningKeySecretUri { get; init; }

    /// <summary>What outsiders hold of the record.</summary>
    public required LogSettings Log { get; init; }

    /// <summary>
    /// Operating-system users, who they are and what they may do. In force once two people agreed (docs/operations.md); by user name.
    /// </summary>
    public IReadOnlyList<OperatorEntry> Operators { get; init; } = [];

    /// <summary>Which node this is, and the others that packages are exchanged with.</summary>
    public required NodeSettings Node { get; init; }

    /// <summary>Programs that may speak through the API.</summary>
    public ApiSettings Api { get; init; } = new();

    /// <summary>The pages for people.</summary>
    public PortalSettings Portal { get; init; } = new();

    /// <summary>FIDO2 keys.</summary>
    public WebAuthnSettings WebAuthn { get; init; } = new();

    /// <summary>Mail of the campaign for keys; null: nobody is written to.</summary>
    public MailSettings? Mail { get; init; }

    /// <summary>Files with secrets that nobody else may read.</summary>
    public IEnumerable<string> SecretFiles => [.. Api.SecretFiles, .. Portal.SecretFiles, .. Mail?.SecretFiles ?? []];

    /// <summary>A plan that was read longer ago than this is not applied: plan again.</summary>
    public TimeSpan PlanValidFor { get; init; } = TimeSpan.FromHours(24);

    /// <summary>Language of texts, <c>ja</c> or <c>en</c>.</summary>
    public string Language { get; init; } = "ja";
}
