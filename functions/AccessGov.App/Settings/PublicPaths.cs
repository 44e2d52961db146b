namespace AccessGov.App.Settings;

/// <summary>Paths that others are told of, all below the route prefix.</summary>
public static class PublicPaths
{
    /// <summary>The route prefix of <c>host.json</c>.</summary>
    public const string Prefix = "/portal";

    /// <summary>Where Graph sends change notifications.</summary>
    public const string Notifications = Prefix + "/api/directory/notifications";

    /// <summary>Where Graph sends lifecycle notifications.</summary>
    public const string Lifecycle = Prefix + "/api/directory/lifecycle";
}
