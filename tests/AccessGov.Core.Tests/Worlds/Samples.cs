using System.Reflection;
using AccessGov.Core.Desired;
using AccessGov.Core.Directory;
using AccessGov.Core.Grants;
using AccessGov.Core.Kernel;
using AccessGov.Core.Personnel;
using AccessGov.Core.Planning;
using AccessGov.Core.Policy;

namespace AccessGov.Core.Tests.Worlds;

/// <summary>One value of each case of a closed hierarchy, made by reflection, so that a new case comes along by itself.</summary>
internal static class Samples
{
    private static readonly Dictionary<Type, object?> Values = new()
    {
        [typeof(string)] = "text",
        [typeof(bool)] = true,
        [typeof(Guid)] = Names.AccountNo(1),
        [typeof(DateOnly)] = A.April,
        [typeof(DateOnly?)] = A.April,
        [typeof(DateTimeOffset)] = new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero),
        [typeof(Zone)] = Zone.Lgwan,
        [typeof(Gate)] = Gate.Training,
        [typeof(EmployeeId)] = new EmployeeId("1"),
        [typeof(EmployeeId?)] = new EmployeeId("2"),
        [typeof(EntitlementId)] = A.Mail,
        [typeof(RuleId)] = new RuleId("rule"),
        [typeof(Target)] = new Target(new EmployeeId("1"), Names.AccountNo(1)),
        [typeof(Posting)] = A.At(A.Tax),
        [typeof(Employment)] = A.Term(),
        [typeof(Leave)] = new Leave(LeaveKind.Childcare, A.Since(2026)),
        [typeof(LeaveTreatment)] = LeaveTreatment.Withhold,
        [typeof(AccountAttributes)] = AccountAttributes.Empty,
        [typeof(IReadOnlyList<AttributeChange>)] = new AttributeChange[] { new(AttributeName.Department, "", "text") },
        [typeof(Grant)] = new Grant(new EmployeeId("1"), A.Mail, GrantKind.Exception, A.Since(2026), "例外1"),
        [typeof(Because)] = new Because(new Cause.OnDuty(), new RuleId("rule"), new Article("第5"), A.Tax),
        [typeof(GivenRight)] = new GivenRight("Serves", new RuleId("rule"), new Article("第5"), A.Tax, A.April, A.April, "plan"),
        [typeof(ReviewRemoval)] = new ReviewRemoval(new EmployeeId("1"), A.Mail, A.April, A.April, [A.Tax], "review"),
        [typeof(Expect)] = new Expect.Account(false, AccountAttributes.Empty),
        [typeof(IReadOnlyList<Refusal>)] = new Refusal[] { new("code", "", 2, 1) },
    };

    public static IEnumerable<T> Of<T>() =>
        typeof(T)
            .GetNestedTypes(BindingFlags.Public)
            .Where(t => t.IsAssignableTo(typeof(T)))
            .Select(t =>
            {
                var constructor = t.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
                return (T)constructor.Invoke([.. constructor.GetParameters().Select(p => Values[p.ParameterType])]);
            });
}
