using AccessGov.Sandbox.Tenant.Wire;

namespace AccessGov.Sandbox.Tenant.Routes;

/// <summary>Every operation that the emulator knows. Called with the directory's gate held.</summary>
internal sealed class TenantRouter(TenantDirectory directory, TenantOptions options, SubscriptionBook subscriptions)
{
    private readonly UserReads _userReads = new(directory);
    private readonly UserWrites _userWrites = new(directory, options.Clock);
    private readonly TemporaryPassRoute _passes = new(directory, options.Clock);
    private readonly RegistrationRoute _registrations = new(directory, options.Clock);
    private readonly SendMailRoute _mail = new(directory);
    private readonly UserDelta _delta = new(directory, options);
    private readonly GroupRoutes _groups = new(directory);
    private readonly MemberReads _memberReads = new(directory);
    private readonly MemberWrites _memberWrites = new(directory, options);
    private readonly DeletedItems _deleted = new(directory);
    private readonly SubscriptionRoutes _subscriptions = new(subscriptions, options.Clock);

    public GraphReply Answer(GraphRequest request) =>
        (request.Method, request.Segments) switch
        {
            ("GET", ["users"]) => _userReads.List(request),
            ("POST", ["users"]) => _userWrites.Create(request),
            ("GET", ["users", "delta" or "delta()" or "microsoft.graph.delta" or "microsoft.graph.delta()"]) => _delta.Read(request),
            (_, ["users" or "groups", ['$', ..], ..]) => Refusals.NotEmulated($"{request.Method} {request.Path}"),
            ("GET", ["users", var id]) => _userReads.One(request, id),
            ("PATCH", ["users", var id]) => _userWrites.Update(request, id),
            ("DELETE", ["users", var id]) => _userWrites.Delete(request, id),
            ("POST", ["users", var id, "revokeSignInSessions" or "microsoft.graph.revokeSignInSessions"]) => _userWrites.RevokeSessions(
                request,
                id
            ),
            ("POST", ["users", var id, "authentication", "temporaryAccessPassMethods"]) => _passes.Give(request, id),
            ("GET", ["reports", "authenticationMethods", "userRegistrationDetails"]) => _registrations.List(request),
            ("POST", ["users", var id, "sendMail" or "microsoft.graph.sendMail"]) => _mail.Send(request, id),
            ("GET", ["users", var id, "memberOf"]) => _memberReads.GroupsOf(request, id, cast: false),
            ("GET", ["users", var id, "memberOf", "graph.group" or "microsoft.graph.group"]) => _memberReads.GroupsOf(
                request,
                id,
                cast: true
            ),
            ("GET", ["groups"]) => _groups.List(request),
            ("POST", ["groups"]) => _groups.Create(request),
            ("GET", ["groups", var id]) => _groups.One(request, id),
            ("PATCH", ["groups", var id]) => _groups.Update(request, id, _memberWrites),
            ("DELETE", ["groups", var id]) => _groups.Delete(request, id),
            ("GET", ["groups", var id, "members"]) => _memberReads.Members(request, id, cast: false),
            ("GET", ["groups", var id, "members", "graph.user" or "microsoft.graph.user"]) => _memberReads.Members(request, id, cast: true),
            ("POST", ["groups", var id, "members", "$ref"]) => _memberWrites.Add(request, id),
            ("DELETE", ["groups", var id, "members", var member, "$ref"]) => _memberWrites.Remove(request, id, member),
            ("GET", ["directory", "deletedItems", "graph.user" or "microsoft.graph.user"]) => _deleted.List(request),
            ("GET", ["directory", "deletedItems", var id]) => _deleted.One(request, id),
            ("DELETE", ["directory", "deletedItems", var id]) => _deleted.Purge(request, id),
            ("POST", ["directory", "deletedItems", var id, "restore" or "microsoft.graph.restore"]) => _deleted.Restore(request, id),
            ("POST", ["directoryObjects", "getByIds" or "microsoft.graph.getByIds"]) => _memberReads.ByIds(request),
            (_, ["subscriptions", .. var rest]) => _subscriptions.Answer(request, rest),
            _ => Refusals.NotEmulated($"{request.Method} {request.Path}"),
        };
}
