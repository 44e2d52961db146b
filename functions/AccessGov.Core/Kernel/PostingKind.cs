using AccessGov.Core.Codes;

namespace AccessGov.Core.Kernel;

/// <summary>How a worker holds a post.</summary>
[CodedBy(typeof(PostingKindCodes))]
public enum PostingKind
{
    /// <summary>本務.</summary>
    Primary,

    /// <summary>兼務: a second post under the same 任命権者.</summary>
    Concurrent,

    /// <summary>併任: a post under another 任命権者, told by that source.</summary>
    CrossAppointed,

    /// <summary>事務取扱.</summary>
    ActingDuty,

    /// <summary>事務代理.</summary>
    ActingDeputy,

    /// <summary>出向: works elsewhere; gives no right here unless a rule names it.</summary>
    Seconded,

    /// <summary>派遣: works elsewhere; gives no right here unless a rule names it.</summary>
    Dispatched,
}

/// <summary>Codes of kinds of postings in kept files, HR profiles and, in camel case, the interfaces for personnel systems.</summary>
public static class PostingKindCodes
{
    /// <summary>Every code.</summary>
    public static EnumCodes<PostingKind> All { get; } =
        new(
            (PostingKind.Primary, "Primary"),
            (PostingKind.Concurrent, "Concurrent"),
            (PostingKind.CrossAppointed, "CrossAppointed"),
            (PostingKind.ActingDuty, "ActingDuty"),
            (PostingKind.ActingDeputy, "ActingDeputy"),
            (PostingKind.Seconded, "Seconded"),
            (PostingKind.Dispatched, "Dispatched")
        );

    /// <summary>The code of one.</summary>
    public static string Of(PostingKind value) => All.Of(value);
}
