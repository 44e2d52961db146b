using AccessGov.Core.Codes;
using AccessGov.Core.Kernel;

namespace AccessGov.Core.Personnel;

/// <summary>
/// Everything that one source says of one person, told between two deliveries. It replaces what the source said of that person
/// before; it is not a difference, so that a lost or repeated statement leaves nothing half-told. Closed.
/// </summary>
[CodedBy(typeof(PersonStatementCodes))]
public abstract record PersonStatement
{
    private PersonStatement(SourceId source, DateOnly on, EmployeeId person) => (Source, On, Person) = (source, on, person);

    /// <summary>Who says it.</summary>
    public SourceId Source { get; }

    /// <summary>The day it speaks of: it yields to a delivery of a later day.</summary>
    public DateOnly On { get; }

    /// <summary>Of whom.</summary>
    public EmployeeId Person { get; }

    /// <summary>The source employs the person.</summary>
    /// <param name="Source">Who says it.</param>
    /// <param name="On">The day it speaks of.</param>
    /// <param name="Worker">The person, canonical, with every term, posting and leave that the source knows.</param>
    public sealed record Employed(SourceId Source, DateOnly On, Worker Worker) : PersonStatement(Source, On, Worker.Id);

    /// <summary>The person, employed by another source, serves here (併任).</summary>
    /// <param name="Source">Who says it.</param>
    /// <param name="On">The day it speaks of.</param>
    /// <param name="Person">職員番号 under which the employing source knows the person.</param>
    /// <param name="Postings">Every 併任 posting that the source knows; empty when there is none any more.</param>
    public sealed record Guest(SourceId Source, DateOnly On, EmployeeId Person, IReadOnlyList<Posting> Postings)
        : PersonStatement(Source, On, Person);
}
