namespace AccessGov.Web.SignIn;

/// <summary>
/// A cookie of this host alone (<c>__Host-</c>), sent under https only. Browsers count http on the very machine as safe; ASP.NET Core's
/// own "always secure" refuses to answer there.
/// </summary>
internal sealed class HostCookie : CookieBuilder
{
    /// <summary>A cookie by its name.</summary>
    /// <param name="name">Begins with <c>__Host-</c>.</param>
    public HostCookie(string name)
    {
        (Name, Path, HttpOnly) = (name, "/", true);
        (SameSite, SecurePolicy, IsEssential) = (SameSiteMode.Strict, CookieSecurePolicy.None, true);
    }

    /// <inheritdoc/>
    public override CookieOptions Build(HttpContext context, DateTimeOffset expiresFrom)
    {
        var options = base.Build(context, expiresFrom);
        options.Secure = true;
        return options;
    }
}
