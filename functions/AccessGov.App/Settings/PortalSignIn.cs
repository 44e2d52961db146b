namespace AccessGov.App.Settings;

/// <summary>How people sign in to the portal.</summary>
public enum PortalSignIn
{
    /// <summary>With their account in Entra (OpenID Connect).</summary>
    Entra,

    /// <summary>With their enrolled key alone: where there is no Entra to ask.</summary>
    Key,
}
