using AccessGov.Core.Kernel;

namespace AccessGov.Core.Policy;

/// <summary>A unit of the city.</summary>
/// <param name="Code">所属コード.</param>
/// <param name="Name">Name on screens and in the directory's <c>department</c>.</param>
/// <param name="Organ">Which body of Article 4 it belongs to, e.g. 内部部局, 消防本部.</param>
/// <param name="Source">The source that reports its people.</param>
/// <param name="Parent">Unit above; null at the top.</param>
/// <param name="Days">While it exists.</param>
public sealed record OrgUnit(OrgCode Code, string Name, string Organ, SourceId Source, OrgCode? Parent, DateSpan Days);
