using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>One 補職: where a worker serves, as what, and when.</summary>
/// <param name="Source">The source that told it.</param>
/// <param name="Kind">本務, 兼務, 併任 …</param>
/// <param name="Org">Org unit.</param>
/// <param name="Post">職名, e.g. 課長, 主査; empty when the source has none.</param>
/// <param name="Days">First and last day.</param>
public sealed record Posting(SourceId Source, PostingKind Kind, OrgCode Org, string Post, DateSpan Days);
