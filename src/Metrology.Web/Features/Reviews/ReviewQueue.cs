namespace Metrology.Web.Features.Reviews;

/// <summary>The records that wait beside this one, the oldest first.</summary>
public sealed class ReviewQueue(IReadOnlyList<Guid> waiting, Guid id)
{
    private readonly int index = waiting.Index().Where(one => one.Item == id).Select(one => one.Index).FirstOrDefault(-1);

    public int Position => index + 1;

    public int Total => waiting.Count;

    public Guid? Previous => index > 0 ? waiting[index - 1] : null;

    public Guid? Next => index >= 0 && index + 1 < waiting.Count ? waiting[index + 1] : null;
}
