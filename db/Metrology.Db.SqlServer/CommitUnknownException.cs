namespace Metrology.Db.SqlServer;

/// <summary>The connection was lost while the commit was under way: the rows may be there. Starting over could make them twice, so nobody does.</summary>
public sealed class CommitUnknownException(Exception cause)
    : Exception("The connection was lost during the commit. It is not known whether the change was saved; look before you repeat it.", cause);
