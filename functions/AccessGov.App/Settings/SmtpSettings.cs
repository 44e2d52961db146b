namespace AccessGov.App.Settings;

/// <summary>A mail server.</summary>
public sealed record SmtpSettings
{
    /// <summary>Its name, as its certificate bears it.</summary>
    public required string Host { get; init; }

    /// <summary>Its port.</summary>
    public required int Port { get; init; }

    /// <summary>How the way to it is kept from readers.</summary>
    public SmtpSecurity Security { get; init; }

    /// <summary>Who signs in; null for nobody.</summary>
    public string? User { get; init; }

    /// <summary>File with that user's password, which nobody else may read; read for every mail, so that it may change.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>PEM file with the roots that vouch for the server, in place of the machine's own; null for those.</summary>
    public string? RootsFile { get; init; }
}
