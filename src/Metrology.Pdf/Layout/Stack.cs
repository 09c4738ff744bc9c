namespace Metrology.Pdf.Layout;

/// <summary>Slices one below the other.</summary>
internal sealed class Stack
{
    readonly List<Slice> slices;

    public Stack(List<Slice> slices)
    {
        this.slices = slices;
        for (var i = 0; i < slices.Count; i++)
            Height += Gap(i) + slices[i].Height;
    }

    public double Height { get; }

    public bool IsEmpty => slices.Count == 0;

    public static Stack Of(IReadOnlyList<Block> blocks, LayoutContext context, double width) => new([.. Flow(blocks, context, width)]);

    public static IEnumerable<Slice> Flow(IReadOnlyList<Block> blocks, LayoutContext context, double width)
    {
        if (width <= 0)
            throw new PdfLayoutException($"No width is left for {context.Where}.");
        return blocks.SelectMany(block => block.Flow(context, width));
    }

    public void Draw(ISurface surface, double x, double y)
    {
        for (var i = 0; i < slices.Count; i++)
        {
            y += Gap(i);
            if (slices[i].Bookmark is { } bookmark)
                surface.Bookmark(bookmark, y);
            slices[i].Draw(surface, x, y);
            y += slices[i].Height;
        }
    }

    public (Stack Head, Stack Tail)? Split(double height)
    {
        var used = 0.0;
        var fitting = 0;
        while (fitting < slices.Count && used + Gap(fitting) + slices[fitting].Height <= height + Slice.Slack)
        {
            used += Gap(fitting) + slices[fitting].Height;
            fitting++;
        }
        if (fitting == slices.Count)
            return (this, new Stack([]));
        var parts = slices[fitting].Split(height - used - Gap(fitting));
        var kept = fitting;
        if (parts is null)
            while (kept > 0 && slices[kept - 1].KeepWithNext)
                kept--;
        if (kept == 0)
            kept = fitting;
        var head = slices[..kept];
        var tail = slices[kept..];
        if (parts is var (first, rest))
        {
            head.Add(first);
            tail[0] = rest;
        }
        return head.Count == 0 ? null : (new Stack(head), new Stack(tail));
    }

    double Gap(int index) => index == 0 ? 0 : Math.Max(slices[index - 1].SpaceAfter, slices[index].SpaceBefore);
}

/// <summary>A stack that breaks only when it is taller than a page.</summary>
internal sealed class StackSlice(Stack stack) : Slice(stack.Height)
{
    public override void Draw(ISurface surface, double x, double y) => stack.Draw(surface, x, y);

    public override (Slice, Slice)? Split(double height) =>
        stack.Split(height) is var (head, tail) ? (new StackSlice(head), new StackSlice(tail)) : null;
}

/// <summary>A stack in a frame.</summary>
internal sealed class BoxSlice(Box box, Stack stack, double width) : Slice(stack.Height + 2 * box.Padding)
{
    public override void Draw(ISurface surface, double x, double y)
    {
        surface.Mark(null);
        surface.Polyline([(x, y), (x + width, y), (x + width, y + Height), (x, y + Height)], box.Border, box.Background, isClosed: true);
        stack.Draw(surface, x + box.Padding, y + box.Padding);
    }

    public override (Slice, Slice)? Split(double height) =>
        stack.Split(height - 2 * box.Padding) is var (head, tail) ? (new BoxSlice(box, head, width), new BoxSlice(box, tail, width)) : null;
}
