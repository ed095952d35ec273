//! What leads to what: an order, and the circles that have none.
//!
//! A graph is a list of nodes, and of each the nodes that it leads to. Nothing here calls
//! itself, as a chain in a file may be longer than the stack is deep.

use std::collections::HashMap;

/// Tarjan's strongly connected components: the nodes in groups, each after those it leads to.
/// Nodes of one group lead to each other.
pub(super) fn components(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let mut search = Search {
        edges,
        number: vec![UNSEEN; edges.len()],
        lowest: vec![UNSEEN; edges.len()],
        seen: 0,
        open: Vec::new(),
        path: Vec::new(),
        found: Vec::new(),
    };
    (0..edges.len()).for_each(|node| search.visit(node));
    search.found
}

/// For each group of nodes that lead to each other a shortest circle, from its first node.
pub(super) fn cycles(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
    let components = components(edges);
    components.iter().filter_map(|component| cycle(edges, component)).collect()
}

/// A shortest circle in a group, if there is one.
pub(super) fn cycle(edges: &[Vec<usize>], component: &[usize]) -> Option<Vec<usize>> {
    let first = *component.iter().min()?;
    way(edges, component, first, first)
}

/// A shortest way in a group from one node to another, which is not part of what is returned.
pub(super) fn way(
    edges: &[Vec<usize>],
    component: &[usize],
    from: usize,
    to: usize,
) -> Option<Vec<usize>> {
    let mut before: HashMap<usize, Option<usize>> =
        component.iter().map(|node| (*node, None)).collect();
    let mut reached = vec![from];
    let mut next = 0;
    while let Some(&node) = reached.get(next) {
        next += 1;
        if edges[node].contains(&to) {
            let back = |node: &usize| if *node == from { None } else { before[node] };
            let mut way: Vec<_> = std::iter::successors(Some(node), back).collect();
            way.reverse();
            return Some(way);
        }
        for other in &edges[node] {
            if let Some(before @ None) = before.get_mut(other)
                && *other != from
            {
                *before = Some(node);
                reached.push(*other);
            }
        }
    }
    None
}

/// Each node of a circle, with the next.
pub(super) fn steps(cycle: &[usize]) -> impl Iterator<Item = (usize, usize)> {
    cycle.iter().copied().zip(cycle.iter().copied().cycle().skip(1))
}

/// The number of a node that has not been reached.
const UNSEEN: usize = usize::MAX;

struct Search<'a> {
    edges: &'a [Vec<usize>],
    /// In what order the nodes were reached; `CLOSED` once their group is found.
    number: Vec<usize>,
    /// Of each node, the lowest number of an open node that it is known to lead to.
    lowest: Vec<usize>,
    seen: usize,
    /// The nodes whose group is not yet found.
    open: Vec<usize>,
    /// The way to where the search is, with how many edges of each node have been followed.
    path: Vec<(usize, usize)>,
    found: Vec<Vec<usize>>,
}

/// The number of a node whose group is found.
const CLOSED: usize = usize::MAX - 1;

impl Search<'_> {
    fn visit(&mut self, node: usize) {
        if self.number[node] == UNSEEN {
            self.enter(node);
        }
        while let Some((node, followed)) = self.path.last_mut() {
            let node = *node;
            let next = self.edges[node].get(*followed).copied();
            *followed += 1;
            match next {
                None => self.leave(node),
                Some(next) if self.number[next] == UNSEEN => self.enter(next),
                Some(next) if self.number[next] == CLOSED => {}
                Some(next) => self.leads_to(node, self.number[next]),
            }
        }
    }

    fn enter(&mut self, node: usize) {
        self.number[node] = self.seen;
        self.lowest[node] = self.seen;
        self.seen += 1;
        self.open.push(node);
        self.path.push((node, 0));
    }

    fn leave(&mut self, node: usize) {
        self.path.pop();
        if let Some((before, _)) = self.path.last() {
            self.leads_to(*before, self.lowest[node]);
        }
        if self.lowest[node] == self.number[node] {
            self.close(node);
        }
    }

    fn leads_to(&mut self, node: usize, number: usize) {
        self.lowest[node] = self.lowest[node].min(number);
    }

    /// The group that was first reached at `node` is complete.
    fn close(&mut self, node: usize) {
        let at = self.open.iter().rposition(|open| *open == node).unwrap_or(0);
        let component = self.open.split_off(at);
        component.iter().for_each(|node| self.number[*node] = CLOSED);
        self.found.push(component);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_come_after_those_they_lead_to() {
        let edges = [vec![1, 2], vec![2], vec![], vec![0]];
        assert_eq!(components(&edges), [[2], [1], [0], [3]]);
    }

    #[test]
    fn a_circle_is_one_group_and_the_shortest_is_shown() {
        let edges = [vec![1], vec![2, 3], vec![0], vec![4], vec![0], vec![5]];
        let mut components = components(&edges);
        components.iter_mut().for_each(|component| component.sort_unstable());
        assert_eq!(components, [vec![0, 1, 2, 3, 4], vec![5]]);
        assert_eq!(cycles(&edges), [vec![0, 1, 2], vec![5]]);
    }
}
