using AccessGov.Core.Codes;

namespace AccessGov.Core.Kernel;

/// <summary>The network domain an entitlement opens, as Article 2 (9)–(15) of the policy names them.</summary>
[CodedBy(typeof(ZoneCodes))]
public enum Zone
{
    /// <summary>マイナンバー利用事務系: multi-factor authentication always, no overlap ever.</summary>
    MyNumber,

    /// <summary>LGWAN接続系.</summary>
    Lgwan,

    /// <summary>インターネット接続系.</summary>
    Internet,

    /// <summary>独自系: governed by its own body (Article 9), never changed by this product.</summary>
    Independent,
}

/// <summary>Codes of zones in facts, plans, refusals and JSON.</summary>
public static class ZoneCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<Zone> All { get; } =
        new((Zone.MyNumber, "MyNumber"), (Zone.Lgwan, "Lgwan"), (Zone.Internet, "Internet"), (Zone.Independent, "Independent"));

    /// <summary>The code of one.</summary>
    public static string Of(Zone value) => All.Of(value);
}
