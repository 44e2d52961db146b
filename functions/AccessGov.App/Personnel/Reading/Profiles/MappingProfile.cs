using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.Core.Kernel;

namespace AccessGov.App.Personnel.Reading.Profiles;

/// <summary>How one source writes its personnel extract. Word maps are keyed by folded words.</summary>
/// <param name="Source">The 任命権者.</param>
/// <param name="Form">Outer form of the file.</param>
/// <param name="EmploymentKinds">職員区分.</param>
/// <param name="PostingKinds">発令区分.</param>
/// <param name="LeaveKinds">休職区分.</param>
/// <param name="Standings">在職区分; empty when the source has no such column.</param>
/// <param name="Stops">即時停止: word to whether access ends now; empty when the source has no such column.</param>
/// <param name="GuestKind">The 発令区分 (folded) that, without a 採用日, marks a worker whom another source employs; null when the source has no
/// guests.</param>
/// <param name="NeedsEnd">Kinds of employment that are never without an end (会計年度任用): a row without 退職日 is rejected.</param>
public sealed record MappingProfile(
    SourceId Source,
    TableForm Form,
    IReadOnlyDictionary<string, EmploymentKind> EmploymentKinds,
    IReadOnlyDictionary<string, PostingKind> PostingKinds,
    IReadOnlyDictionary<string, LeaveKind> LeaveKinds,
    IReadOnlyDictionary<string, Standing> Standings,
    IReadOnlyDictionary<string, bool> Stops,
    string? GuestKind,
    IReadOnlySet<EmploymentKind> NeedsEnd
);
