using AccessGov.Core.Codes;

namespace AccessGov.Core.Grants;

/// <summary>Codes of grants in kept plans.</summary>
public static class GrantKindCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<GrantKind> All { get; } = new((GrantKind.Request, "Request"), (GrantKind.Exception, "Exception"));

    /// <summary>The code of one.</summary>
    public static string Of(GrantKind value) => All.Of(value);
}
