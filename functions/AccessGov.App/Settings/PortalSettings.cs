using AccessGov.Core.Policy;
using AccessGov.Core.Safeguards;

namespace AccessGov.App.Settings;

/// <summary>Where people reach the portal and who says who they are.</summary>
public sealed record PortalSettings
{
    /// <summary>The portal's address as browsers know it, without a path; null: the portal has no pages.</summary>
    public Uri? Address { get; init; }

    /// <summary>The municipality's name in the frame of every page, e.g. 須坂市; empty: the tenant's id.</summary>
    public string CityName { get; init; } = "";

    /// <summary>How people sign in.</summary>
    public PortalSignIn SignIn { get; init; }

    /// <summary>Client id of the application in Entra by which people sign in.</summary>
    public string ClientId { get; init; } = "";

    /// <summary>File with that application's secret, which nobody else may read; null for none.</summary>
    public string? ClientSecretFile { get; init; }

    /// <summary>
    /// Client id of the host's managed identity whose token stands for that secret (workload identity federation: the application trusts
    /// the identity). Empty for none.
    /// </summary>
    public string ManagedIdentityClientId { get; init; } = "";

    /// <summary>
    /// App roles of that application, as its tokens say them, and what each lets somebody do here: <see cref="OperatorRole.Operator"/> or
    /// <see cref="OperatorRole.Auditor"/>. Whoever administers Entra gives them alone, so none of them approves anything.
    /// </summary>
    public IReadOnlyDictionary<string, OperatorRole> AppRoles { get; init; } = new Dictionary<string, OperatorRole>();

    /// <summary>How long a Temporary Access Pass can be used, in minutes, from <see cref="PassDecider.FewestMinutes"/>.</summary>
    public int PassMinutes { get; init; } = PassDecider.MostMinutes;

    /// <summary>That file, to be looked at with the other secrets.</summary>
    public IEnumerable<string> SecretFiles => ClientSecretFile is { } file ? [file] : [];

    /// <summary>Who signs people in: <c>/.well-known/openid-configuration</c> lies below it. Null: Entra, the directory's tenant.</summary>
    public Uri? Authority { get; init; }
}
