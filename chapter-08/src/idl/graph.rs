//! What leads to what: an order, and the circles that have none.
//!
//! A graph is a list of nodes, and of each the nodes that it leads to. Nothing here calls
//! itself, as a chain in a file may be longer than the stack is deep.

use std::{
    collections::{HashMap, HashSet, VecDeque, hash_map::Entry},
    iter,
};

/// The nodes in groups, each after those it leads to. Nodes of one group lead to each other.
///
/// This is Tarjan's algorithm (*Depth-first search and linear graph algorithms*, 1972).
pub(crate) fn components(edges: &[Vec<usize>]) -> Vec<Vec<usize>> {
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

/// A circle in a group, if there is one with an edge that is `wanted`. But for that edge it
/// is as short as can be.
pub(crate) fn cycle(
    edges: &[Vec<usize>],
    component: &[usize],
    wanted: impl Fn(usize, usize) -> bool,
) -> Option<Vec<usize>> {
    let inside: HashSet<_> = component.iter().copied().collect();
    let mut nodes = component.to_vec();
    nodes.sort_unstable();
    let leads_back = |from: &usize| {
        let mut to = edges[*from].iter();
        let to = to.find(|to| inside.contains(to) && wanted(*from, **to));
        to.map(|to| (*from, *to))
    };
    let (from, to) = nodes.iter().find_map(leads_back)?;
    if from == to {
        return Some(vec![from]);
    }
    let mut cycle = vec![from];
    cycle.extend(way(edges, &inside, to, from));
    Some(cycle)
}

/// A shortest way from one node to another of its group, which it does not contain.
fn way(
    edges: &[Vec<usize>],
    inside: &HashSet<usize>,
    from: usize,
    to: usize,
) -> Vec<usize> {
    let mut before = HashMap::from([(from, None)]);
    let mut reached = VecDeque::from([from]);
    while let Some(node) = reached.pop_front() {
        if edges[node].contains(&to) {
            let mut way: Vec<_> =
                iter::successors(Some(node), |node| before[node]).collect();
            way.reverse();
            return way;
        }
        for next in edges[node].iter().filter(|next| inside.contains(next)) {
            if let Entry::Vacant(entry) = before.entry(*next) {
                entry.insert(Some(node));
                reached.push_back(*next);
            }
        }
    }
    Vec::new()
}

/// Each node of a circle, with the next.
pub(crate) fn steps(cycle: &[usize]) -> impl Iterator<Item = (usize, usize)> {
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
    fn a_circle_is_one_group_and_a_short_way_round_is_shown() {
        let edges = [vec![1], vec![2, 3], vec![0], vec![4], vec![0], vec![5]];
        let mut components = components(&edges);
        components.iter_mut().for_each(|component| component.sort_unstable());
        assert_eq!(components, [vec![0, 1, 2, 3, 4], vec![5]]);
        let first = |component: &Vec<usize>| cycle(&edges, component, |_, _| true);
        assert_eq!(first(&components[0]), Some(vec![0, 1, 2]));
        assert_eq!(first(&components[1]), Some(vec![5]));
        let wanted = |from, to| (from, to) == (3, 4);
        assert_eq!(cycle(&edges, &components[0], wanted), Some(vec![3, 4, 0, 1]));
        assert_eq!(cycle(&edges, &components[1], wanted), None);
    }
}
