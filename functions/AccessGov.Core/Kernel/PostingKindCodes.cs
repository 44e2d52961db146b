namespace AccessGov.Core.Kernel;

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
