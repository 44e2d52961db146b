using AccessGov.App.Personnel.Reading;
using AccessGov.App.Personnel.Reading.Dates;
using AccessGov.App.Personnel.Reading.Notices;
using AccessGov.App.Personnel.Reading.Profiles;
using AccessGov.App.Personnel.Reading.Tables;
using AccessGov.App.Personnel.Reading.Text;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;

namespace AccessGov.App.Tests.Personnel.FormerReader;

/// <summary>What one row says of one worker.</summary>
internal sealed record RowFacts(
    int Row,
    EmployeeId Worker,
    string Name,
    string Kana,
    string DisplayName,
    Standing? Standing,
    Employment? Term,
    Posting? Posting,
    Leave? Leave,
    EmployeeId? FormerId,
    string? FormerName
)
{
    /// <summary>True when another source employs the worker.</summary>
    public bool IsGuest => Term is null;
}
