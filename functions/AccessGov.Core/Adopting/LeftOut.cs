using AccessGov.Core.Codes;

namespace AccessGov.Core.Adopting;

/// <summary>Why an account without a number is offered to nobody.</summary>
[CodedBy(typeof(LeftOutCodes))]
public enum LeftOut
{
    /// <summary>Something that is no 職員番号 stands in its place: it is corrected there, not written over.</summary>
    OtherNumber,

    /// <summary>A guest of the tenant.</summary>
    Guest,

    /// <summary>An on-premises directory masters it: Graph refuses to write its number, it is entered there.</summary>
    Synced,

    /// <summary>The policy protects it.</summary>
    Protected,

    /// <summary>Somebody chose it already.</summary>
    Chosen,
}

/// <summary>Codes of why accounts are left out, in answers.</summary>
public static class LeftOutCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<LeftOut> All { get; } =
        new(
            (LeftOut.OtherNumber, "other-number"),
            (LeftOut.Guest, "guest"),
            (LeftOut.Synced, "synced"),
            (LeftOut.Protected, "protected"),
            (LeftOut.Chosen, "chosen")
        );

    /// <summary>The code of one.</summary>
    /// <param name="value">Which.</param>
    public static string Of(LeftOut value) => All.Of(value);
}
