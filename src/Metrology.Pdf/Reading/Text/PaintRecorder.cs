using Metrology.Pdf.Objects;

namespace Metrology.Pdf.Reading.Text;

/// <summary>Builds paths and records what is painted with them: ISO 32000-1 8.5.</summary>
internal sealed class PaintRecorder(ReadBudget budget)
{
    // Points: less is what rounding makes.
    const double Tolerance = 0.05;

    readonly List<List<(double X, double Y)>> paths = [];
    readonly List<PaintedShape> shapes = [];

    public IReadOnlyList<PaintedShape> Shapes => shapes;

    /// <summary>Whether the operator is one of paths that the writer of this system uses; it is done then.</summary>
    public bool Operate(string operation, List<PdfValue> operands, TextState state, int? mark, ref int order)
    {
        switch (operation)
        {
            case "m": Begin(state, Number(operands, 0), Number(operands, 1)); return true;
            case "l": Point(state, Number(operands, 0), Number(operands, 1)); return true;
            case "re": Rectangle(state, operands); return true;
            case "S" or "s": Lines(state, mark, operation == "s", ref order); break;
            case "f": Areas(state, mark, ref order); break;
            case "b" or "B":
                Areas(state, mark, ref order);
                Lines(state, mark, operation == "b", ref order);
                break;
            default: return false;
        }
        paths.Clear();
        return true;
    }

    /// <summary>A picture fills the unit square: 8.9.4.</summary>
    public void Picture(TextState state, int? mark, ref int order)
    {
        List<(double X, double Y)> corners = [At(state, 0, 0), At(state, 1, 0), At(state, 1, 1), At(state, 0, 1)];
        Add(PaintKind.Picture, corners, order++, shape => shape with { MarkedContent = mark });
    }

    void Begin(TextState state, double x, double y)
    {
        budget.Keep();
        paths.Add([At(state, x, y)]);
    }

    void Point(TextState state, double x, double y)
    {
        budget.Keep();
        if (paths.Count > 0)
            paths[^1].Add(At(state, x, y));
    }

    void Rectangle(TextState state, List<PdfValue> operands)
    {
        var (x, y, width, height) = (Number(operands, 0), Number(operands, 1), Number(operands, 2), Number(operands, 3));
        budget.Keep(4);
        paths.Add([At(state, x, y), At(state, x + width, y), At(state, x + width, y + height), At(state, x, y + height)]);
    }

    void Areas(TextState state, int? mark, ref int order)
    {
        foreach (var path in paths)
            Add(PaintKind.Area, path, order, shape => shape with { Lightness = state.FillLightness, MarkedContent = mark });
        order++;
    }

    void Lines(TextState state, int? mark, bool isClosed, ref int order)
    {
        var scale = Math.Sqrt(Math.Abs(state.Page.A * state.Page.D - state.Page.B * state.Page.C));
        foreach (var path in paths)
        {
            var points = isClosed ? path.Append(path[0]).ToList() : path;
            for (var i = 1; i < points.Count; i++)
                Add(PaintKind.Line, [points[i - 1], points[i]], order, shape => Wide(shape, state.LineWidth * scale) with { Lightness = state.LineLightness, Dash = state.Dash, MarkedContent = mark });
        }
        order++;
    }

    void Add(PaintKind kind, List<(double X, double Y)> points, int order, Func<PaintedShape, PaintedShape> with)
    {
        budget.Keep();
        var edges = points.Zip(kind == PaintKind.Line ? points.Skip(1) : points.Skip(1).Append(points[0]));
        shapes.Add(with(new(kind, points.Min(one => one.X), points.Min(one => one.Y), points.Max(one => one.X), points.Max(one => one.Y), order)
        {
            IsUpright = edges.All(edge => Math.Abs(edge.First.X - edge.Second.X) < Tolerance || Math.Abs(edge.First.Y - edge.Second.Y) < Tolerance),
        }));
    }

    static PaintedShape Wide(PaintedShape line, double width) =>
        line with { Left = line.Left - width / 2, Bottom = line.Bottom - width / 2, Right = line.Right + width / 2, Top = line.Top + width / 2, LineWidth = width };

    static (double X, double Y) At(TextState state, double x, double y) =>
        (x * state.Page.A + y * state.Page.C + state.Page.E, x * state.Page.B + y * state.Page.D + state.Page.F);

    static double Number(List<PdfValue> operands, int index) => operands.ElementAtOrDefault(index).Real() ?? 0;
}
